import type { KeptReason } from '../domain/answer.ts';

const en = {
  checkThis: 'check this',
  improving: 'Straight from the sources. A fuller answer will replace this in a moment.',
  kept: {
    down: 'Straight from the sources: the language model is not available just now.',
    late: 'Straight from the sources: the language model took too long.',
    filtered: 'Straight from the sources: the language model would not answer this.',
    unfounded:
      'Straight from the sources. The language model did not find the answer in them: check before you say it.',
    busy: 'Straight from the sources: I am still working on the question before.',
    budget: 'Straight from the sources: the allowance for the language model is used up.',
  } satisfies Record<KeptReason, string> as Record<KeptReason, string>,
  budgetNear: 'Most of the allowance for the language model is used; after that I answer straight from the sources.',
  unproven: (figures: readonly string[]) =>
    `Not in the cited sources: ${figures.join(', ')}. Check ${figures.length === 1 ? 'it' : 'them'} before you say ${figures.length === 1 ? 'it' : 'them'}.`,
  differs: (before: readonly string[], now: readonly string[]) =>
    `My first answer said ${before.join(', ')}, this one says ${now.join(', ')}. Check the sources.`,
  writtenByModel: 'Written by a language model from these sources.',
};

const de: typeof en = {
  checkThis: 'bitte prüfen',
  improving: 'Direkt aus den Quellen. Gleich steht hier eine ausführlichere Antwort.',
  kept: {
    down: 'Direkt aus den Quellen: Das Sprachmodell ist gerade nicht erreichbar.',
    late: 'Direkt aus den Quellen: Das Sprachmodell hat zu lange gebraucht.',
    filtered: 'Direkt aus den Quellen: Das Sprachmodell wollte das nicht beantworten.',
    unfounded:
      'Direkt aus den Quellen. Das Sprachmodell hat die Antwort darin nicht gefunden: Prüfen Sie, bevor Sie es sagen.',
    busy: 'Direkt aus den Quellen: Ich arbeite noch an der Frage davor.',
    budget: 'Direkt aus den Quellen: Das Kontingent für das Sprachmodell ist aufgebraucht.',
  },
  budgetNear: 'Das Kontingent für das Sprachmodell ist fast verbraucht; danach antworte ich direkt aus den Quellen.',
  unproven: (figures) => `Nicht in den genannten Quellen: ${figures.join(', ')}. Bitte prüfen, bevor Sie es sagen.`,
  differs: (before, now) =>
    `Meine erste Antwort nannte ${before.join(', ')}, diese nennt ${now.join(', ')}. Prüfen Sie die Quellen.`,
  writtenByModel: 'Von einem Sprachmodell aus diesen Quellen geschrieben.',
};

export const modelMessages = { en, de };

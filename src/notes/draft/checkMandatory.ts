import type { MarkedSentence } from '../../domain/markedSentence.ts';
import type { MandatorySentence } from '../../domain/callNote.ts';
import type { Transcript } from '../../domain/transcript.ts';
import { tellingStems } from '../../domain/words.ts';
import { listUnits, type SpokenUnit } from './spokenUnit.ts';
import { writeNumbers } from './writeNumbers.ts';

/** Share of the telling words that makes it said, and that leaves it open. */
const SAID = 0.7;
const UNCLEAR = 0.4;

/** "You do not have 14 days" has all the words and says the opposite. */
const NEGATES = /\b(?:not|never|no|none|without|cannot|kein\w*|nicht|ohne)\b|n['’]t\b/i;

/** One word alone is found anywhere. */
const LEAST_WORDS = 2;

/** Sentences in a row that may say it together. */
const MOST_IN_A_ROW = 3;

/** The same for sentences of documents, which remember where they stand. */
export function checkMarked(marked: readonly MarkedSentence[], transcript: Transcript): MandatorySentence[] {
  const checked = checkMandatory(
    marked.map(({ sentence }) => sentence),
    transcript,
  );
  return checked.map((one, at) => ({ ...one, ...(marked[at]?.passageIds && { passageIds: marked[at].passageIds }) }));
}

/** Looks for each sentence in what the agent said. A figure or a "not" that differs leaves it unclear, never said. */
export function checkMandatory(sentences: readonly string[], transcript: Transcript): MandatorySentence[] {
  if (sentences.length === 0) return [];
  const units = listUnits(transcript).filter(({ speaker }) => speaker !== 'customer');
  return sentences.map((sentence) => checkOne(sentence, units));
}

function checkOne(sentence: string, units: readonly SpokenUnit[]): MandatorySentence {
  const written = writeNumbers(sentence);
  const wanted = tellingStems(written);
  const figures = written.match(/\d[\d.,:]*\d|\d/g) ?? [];
  const nearest = nearestStretch(wanted, units);
  if (
    nearest === undefined ||
    nearest.share < UNCLEAR ||
    nearest.share * wanted.length < Math.min(LEAST_WORDS, wanted.length)
  )
    return { sentence, state: 'not-said', evidence: [] };
  const quote = nearest.units.map(({ text }) => text).join(' ');
  const hasFigures = figures.every((figure) => quote.includes(figure));
  const isSameWay = NEGATES.test(written) === NEGATES.test(quote);
  const evidence = [...new Set(nearest.units.map(({ utterance }) => utterance))];
  return { sentence, state: nearest.share >= SAID && hasFigures && isSameWay ? 'said' : 'unclear', quote, evidence };
}

function nearestStretch(
  wanted: readonly string[],
  units: readonly SpokenUnit[],
): { units: readonly SpokenUnit[]; share: number } | undefined {
  let nearest: { units: readonly SpokenUnit[]; share: number } | undefined;
  if (wanted.length === 0) return undefined;
  for (let from = 0; from < units.length; from++) {
    const said = new Set<string>();
    for (let to = from; to < Math.min(units.length, from + MOST_IN_A_ROW); to++) {
      (units[to] as SpokenUnit).stems.forEach((stem) => said.add(stem));
      const share = wanted.filter((stem) => said.has(stem)).length / wanted.length;
      const isShorter = share === nearest?.share && to - from + 1 < nearest.units.length;
      if (share > (nearest?.share ?? 0) || isShorter) nearest = { units: units.slice(from, to + 1), share };
    }
  }
  return nearest;
}

/** So much of what a document is about must come up in a call, or its sentences do not belong there. */
const SHARED_WORDS = 2;

/**
 * Of the sentences that documents mark, those that matter to a call about this: marked for every call, about the same
 * thing, or of unknown matter.
 */
export function mattering(marked: readonly MarkedSentence[], about: string): MarkedSentence[] {
  const stems = new Set(tellingStems(about));
  return marked.filter((one) => {
    const wanted = tellingStems(one.about);
    const shared = wanted.filter((stem) => stems.has(stem)).length;
    return one.isForEveryCall || wanted.length === 0 || shared >= Math.min(SHARED_WORDS, wanted.length);
  });
}

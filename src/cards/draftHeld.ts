import type { DraftNote, NoteSentence } from '../domain/callNote.ts';
import type { AgentCorrections, NoteDraft } from '../domain/noteDraft.ts';
import type { Messages } from '../messages/messages.ts';
import { shownText } from './shownText.ts';

const UNHELD_CHARACTERS = 60;
const UNHELD_SHOWN = 3;

/** What the agent wrote and the call does not show, and what a model wrote and nothing judged. */
export function unheldTexts(
  { content: { drafted, corrections, written } }: NoteDraft,
  words: Messages['drafts'],
): string[] {
  const listed = (texts: readonly string[]): string =>
    texts
      .slice(0, UNHELD_SHOWN)
      .map((text) => words.quoted(shownText(text.replace(/[.]$/, ''), UNHELD_CHARACTERS)))
      .join(', ');
  const own = (corrections?.unproven ?? []).map((field) => [written[field]].flat().join(' '));
  const unjudged = unjudgedIn(drafted, corrections).map(({ text }) => text);
  return [
    ...(own.length === 0 ? [] : [words.noLineShows(listed(own))]),
    ...(unjudged.length === 0 ? [] : [words.notJudged(listed(unjudged))]),
  ];
}

const CORRECTED = { issue: 'issue', resolution: 'resolution', action: 'actions' } as const;

/** Sentences that the agent did not replace by their own. */
export function standingSentences(
  drafted: DraftNote | undefined,
  corrections: AgentCorrections | undefined,
): readonly NoteSentence[] {
  const replaced = new Set(Object.keys(corrections?.written ?? {}));
  return (drafted?.note.sentences ?? []).filter(
    ({ field }) => !(field in CORRECTED && replaced.has(CORRECTED[field as keyof typeof CORRECTED])),
  );
}

function unjudgedIn(
  drafted: DraftNote | undefined,
  corrections: AgentCorrections | undefined,
): readonly NoteSentence[] {
  return standingSentences(drafted, corrections).filter(
    ({ field, isUnjudged }) => isUnjudged === true && field in CORRECTED,
  );
}

/** What the agent wrote themselves, text by text. */
export function ownTexts(corrections: AgentCorrections | undefined): string[] {
  const { issue = '', resolution = '', actions = [] } = corrections?.written ?? {};
  return [issue, resolution, ...actions].filter((text) => text !== '');
}

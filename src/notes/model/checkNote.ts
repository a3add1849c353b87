import type { CallNote, DraftNote, NoteAction, NoteIssue, NoteSentence, NoteSentiment } from '../../domain/callNote.ts';
import type { Language } from '../../domain/language.ts';
import { tellingStems } from '../../domain/words.ts';
import { noteMessagesFor } from '../../messages/noteMessages.ts';
import { plainModelText } from '../../model/plainModelText.ts';
import { feelingSentence } from '../draft/composeSentences.ts';
import type { SaidLines } from './evidence.ts';
import type { Verdict } from './judge/judgeOutput.ts';
import type { NoteOutput } from './noteOutput.ts';
import type { Proven, ProvenNote } from './proveNote.ts';

/** What a model's note is held against. */
interface CheckedAgainst {
  said: SaidLines;
  draft: DraftNote;
  dispositions: readonly string[];
  language: Language;
  /** What each sentence was judged to be; one that is missing was not judged. */
  verdicts: ReadonlyMap<Proven, Verdict>;
}

const TOPIC_CHARACTERS = 60;
const NO_HOSTS: ReadonlySet<string> = new Set();

/** A sentence that may be shown. */
interface Standing {
  text: string;
  evidence: readonly number[];
  isUnjudged?: true;
}

/**
 * The note that may be shown: only sentences that rules let pass and that were judged to be supported. What was not judged
 * is shown, to be checked, where it says nearly the words of the call, and left out elsewhere. Where no issue, no
 * resolution of the main one or no action holds, those that were put together stand. Undefined when nothing holds.
 */
export function checkNote(
  { output, proven }: { output: NoteOutput; proven: ProvenNote },
  against: CheckedAgainst,
): DraftNote | undefined {
  const { draft, language, said, verdicts } = against;
  let isShortened = proven.isShortened;
  const stand = (one: Proven | undefined): Standing | undefined => {
    const standing = one && standingOf(one, verdicts.get(one));
    if (one !== undefined && standing === undefined) isShortened = true;
    return standing;
  };
  const told = proven.issues.flatMap(({ issue, resolution }): ShownIssue[] => {
    const stands = stand(issue);
    return stands === undefined ? [] : [{ issue: stands, resolution: stand(resolution) }];
  });
  const actions = proven.actions.flatMap(({ action, proven: one }): ShownAction[] => {
    const stands = stand(one);
    return stands === undefined ? [] : [{ ...action, ...stands, text: one.text }];
  });
  const details = proven.details.flatMap((one) => stand(one) ?? []);
  if (told.length + actions.length + details.length === 0) return undefined;
  const issues = withPutTogether(told, draft.note);
  if (issues.length === 0) return undefined;
  const shownActions = actions.length === 0 && output.actions.length > 0 ? draft.note.actions.map(asShown) : actions;
  const judged = judgements(output, against, said);
  const sentences = sentencesOf({ issues, actions: shownActions, details, judged }, language);
  return {
    ...draft,
    mode: 'model',
    warnings: [
      ...draft.warnings.filter((warning) => warning !== 'no-issue'),
      ...(isShortened ? (['not-in-the-call'] as const) : []),
      ...(sentences.some(({ isUnjudged }) => isUnjudged) ? (['not-judged'] as const) : []),
    ],
    note: {
      ...{ issue: issues[0]?.issue.text ?? '', resolution: issues[0]?.resolution?.text ?? '' },
      issues: issues.map(issueOf),
      actions: shownActions.map(({ text: _, isUnjudged: __, ...action }) => action),
      ...judged,
      sentences,
    },
  };
}

function standingOf({ text, evidence, isClose }: Proven, verdict: Verdict | undefined): Standing | undefined {
  switch (verdict) {
    case 'supported':
      return { text, evidence };
    case 'contradicted':
    case 'not-said':
      return undefined;
    case undefined:
      return isClose ? { text, evidence, isUnjudged: true } : undefined;
  }
}

interface ShownIssue {
  issue: Standing;
  resolution: Standing | undefined;
}

/** An action and the sentence that tells it. */
type ShownAction = NoteAction & Standing;

/** What was put together from the call holds as it stands: the issues, or the resolution of the main one. */
function withPutTogether(told: readonly ShownIssue[], { issues }: CallNote): readonly ShownIssue[] {
  const kept = issues.map(({ issue, resolution, evidence }): ShownIssue => ({
    issue: { text: issue, evidence },
    resolution: resolution === '' ? undefined : { text: resolution, evidence },
  }));
  const [main, ...others] = told;
  if (main === undefined) return kept;
  return [{ ...main, resolution: main.resolution ?? kept[0]?.resolution }, ...others];
}

function asShown(action: NoteAction): ShownAction {
  return { ...action, text: action.due === undefined ? action.what : `${action.what} (${action.due})` };
}

function issueOf({ issue, resolution }: ShownIssue): NoteIssue {
  const evidence = [...new Set([...issue.evidence, ...(resolution?.evidence ?? [])])].sort((one, other) => one - other);
  return { issue: issue.text, resolution: resolution?.text ?? '', evidence };
}

type Judged = Pick<CallNote, 'topic' | 'disposition' | 'sentiment'>;

/** What is judged rather than said: a topic in words of the call, a disposition of the company's, a feeling with its lines. */
function judgements(
  { topic, disposition, sentiment }: NoteOutput,
  { draft, dispositions }: CheckedAgainst,
  said: SaidLines,
): Judged {
  const plain = plainModelText(topic, { characters: TOPIC_CHARACTERS, hosts: NO_HOSTS });
  const heard = new Set(said.units.flatMap(({ stems }) => stems));
  const isHeard = plain !== '' && tellingStems(plain).some((stem) => heard.has(stem));
  return {
    topic: isHeard ? plain : draft.note.topic,
    disposition: dispositions.includes(disposition) ? disposition : draft.note.disposition,
    sentiment: feltIn(sentiment, said) ?? draft.note.sentiment,
  };
}

const MOST_POINTS = 6;
const QUOTE_CHARACTERS = 160;
const SCORES = { positive: 0.6, negative: -0.6, neutral: 0, mixed: 0, unclear: 0 } as const;

/** A feeling counts with lines of the customer only; without them our own judgement stands. */
function feltIn(felt: NoteOutput['sentiment'], { utterances }: SaidLines): NoteSentiment | undefined {
  const { lines, ...feelings } = felt;
  const shown = [...new Set(lines)]
    .filter((line) => utterances[line]?.speaker === 'customer')
    .sort((one, other) => one - other)
    .slice(0, MOST_POINTS);
  if (shown.length === 0) return undefined;
  const half = utterances.length / 2;
  const points = shown.map((utterance) => {
    const quote = utterances[utterance]?.text ?? '';
    return {
      utterance,
      score: SCORES[utterance < half ? felt.start : felt.end],
      quote: quote.length > QUOTE_CHARACTERS ? `${quote.slice(0, QUOTE_CHARACTERS - 1).trimEnd()}…` : quote,
    };
  });
  return { ...feelings, points };
}

function sentencesOf(
  found: {
    issues: readonly ShownIssue[];
    actions: readonly ShownAction[];
    details: readonly Standing[];
    judged: Judged;
  },
  language: Language,
): NoteSentence[] {
  const { issues, actions, details, judged } = found;
  const about = { evidence: issues[0]?.issue.evidence ?? [] };
  return [
    ...issues.flatMap(({ issue }) => sentence('issue', issue)),
    ...issues.flatMap(({ resolution }) => sentence('resolution', resolution)),
    ...actions.flatMap((action) => sentence('action', action)),
    ...details.flatMap((detail) => sentence('detail', detail)),
    ...sentence('topic', { text: judged.topic, ...about }),
    ...sentence('disposition', { text: judged.disposition, ...about }),
    ...feelingSentence(judged.sentiment, noteMessagesFor(language)),
  ];
}

function sentence(field: NoteSentence['field'], standing: Standing | undefined): NoteSentence[] {
  if (standing === undefined || standing.text === '' || standing.evidence.length === 0) return [];
  const { text, evidence, isUnjudged } = standing;
  return [{ field, text, evidence, ...(isUnjudged && { isUnjudged }) }];
}

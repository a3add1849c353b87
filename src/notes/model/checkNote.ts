import type { CallNote, DraftNote, NoteAction, NoteIssue, NoteSentence, NoteSentiment } from '../../domain/callNote.ts';
import type { Transcript } from '../../domain/transcript.ts';
import { tellingStems } from '../../domain/words.ts';
import { noteMessagesFor } from '../../messages/noteMessages.ts';
import { plainModelText } from '../../model/plainModelText.ts';
import { feelingSentence } from '../draft/composeSentences.ts';
import { markUnits } from '../draft/markUnits.ts';
import { listUnits } from '../draft/spokenUnit.ts';
import { provenBy, type SaidLines } from './evidence.ts';
import { isContradicted } from './polarity.ts';
import type { NoteOutput, ToldText } from './noteOutput.ts';
import type { Language } from '../../domain/language.ts';

/** What a model's note is held against. */
interface CheckedAgainst {
  transcript: Transcript;
  draft: DraftNote;
  dispositions: readonly string[];
  language: Language;
}

const TEXT_CHARACTERS = 320;
const ACTION_CHARACTERS = 200;
const TOPIC_CHARACTERS = 60;
const MOST = { issues: 4, actions: 12, details: 8 } as const;
const NO_HOSTS: ReadonlySet<string> = new Set();

/** A sentence that the call proves. */
interface Proven {
  text: string;
  evidence: readonly number[];
}

/**
 * The note that may be shown: plain text, only sentences that their lines prove, figures and names included, nothing of
 * what was turned down. What does not hold is left out, which the draft says; where no issue holds, the one that was put
 * together stands. Undefined when nothing holds.
 */
export function checkNote(output: NoteOutput, against: CheckedAgainst): DraftNote | undefined {
  const { transcript, draft, language } = against;
  const said: SaidLines = { utterances: transcript.utterances, units: markUnits(listUnits(transcript)) };
  const dropped: string[] = [];
  const prove = ({ text, lines }: ToldText, characters: number): Proven | undefined => {
    const plain = plainModelText(text, { characters, hosts: NO_HOSTS });
    if (plain === '') return undefined;
    const evidence = provenBy(plain, lines, said);
    if (evidence !== undefined && !isContradicted(plain, evidence, said)) return { text: plain, evidence };
    dropped.push(plain);
    return undefined;
  };
  const proven = output.issues.slice(0, MOST.issues).flatMap(({ issue, resolution }) => {
    const holds = prove(issue, TEXT_CHARACTERS);
    return holds === undefined ? [] : [{ issue: holds, resolution: prove(resolution, TEXT_CHARACTERS) }];
  });
  const actions = output.actions.slice(0, MOST.actions).flatMap((action) => provenAction(action, prove));
  const details = output.details.slice(0, MOST.details).flatMap((one) => prove(one, TEXT_CHARACTERS) ?? []);
  const issues = proven.length > 0 ? proven : draft.note.issues.map(asProven);
  if (proven.length + actions.length + details.length === 0 || issues.length === 0) return undefined;
  const judged = judgements(output, against, said);
  const warnings = [...draft.warnings.filter((warning) => warning !== 'no-issue')];
  return {
    ...draft,
    mode: 'model',
    warnings: dropped.length > 0 ? [...warnings, 'not-in-the-call'] : warnings,
    note: {
      ...{ issue: issues[0]?.issue.text ?? '', resolution: issues[0]?.resolution?.text ?? '' },
      issues: issues.map(issueOf),
      actions,
      ...judged,
      sentences: sentencesOf({ issues, actions, details, judged }, language),
    },
  };
}

function provenAction(
  { who, what, due, lines }: NoteOutput['actions'][number],
  prove: (told: ToldText, characters: number) => Proven | undefined,
): NoteAction[] {
  const when = plainModelText(due, { characters: TOPIC_CHARACTERS, hosts: NO_HOSTS });
  const whole = prove({ text: when === '' ? what : `${what} (${when})`, lines }, ACTION_CHARACTERS);
  if (whole === undefined) return [];
  const plain = plainModelText(what, { characters: ACTION_CHARACTERS, hosts: NO_HOSTS });
  return [{ who, what: plain, ...(when === '' ? {} : { due: when }), evidence: whole.evidence }];
}

/** An issue that was put together holds as it stands. */
function asProven({ issue, resolution, evidence }: NoteIssue): ProvenIssue {
  return {
    issue: { text: issue, evidence },
    resolution: resolution === '' ? undefined : { text: resolution, evidence },
  };
}

interface ProvenIssue {
  issue: Proven;
  resolution: Proven | undefined;
}

function issueOf({ issue, resolution }: ProvenIssue): NoteIssue {
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
  found: { issues: readonly ProvenIssue[]; actions: readonly NoteAction[]; details: readonly Proven[]; judged: Judged },
  language: Language,
): NoteSentence[] {
  const { issues, actions, details, judged } = found;
  const about = issues[0]?.issue.evidence ?? [];
  const one = (field: NoteSentence['field'], text: string, evidence: readonly number[]): NoteSentence[] =>
    text === '' || evidence.length === 0 ? [] : [{ field, text, evidence }];
  return [
    ...issues.flatMap(({ issue }) => one('issue', issue.text, issue.evidence)),
    ...issues.flatMap(({ resolution }) => one('resolution', resolution?.text ?? '', resolution?.evidence ?? [])),
    ...actions.flatMap(({ what, due, evidence }) =>
      one('action', due === undefined ? what : `${what} (${due})`, evidence),
    ),
    ...details.flatMap(({ text, evidence }) => one('detail', text, evidence)),
    ...one('topic', judged.topic, about),
    ...one('disposition', judged.disposition, about),
    ...feelingSentence(judged.sentiment, noteMessagesFor(language)),
  ];
}

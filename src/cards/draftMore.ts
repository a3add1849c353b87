import type { DraftNote, NoteSentence } from '../domain/callNote.ts';
import { type DraftContent, type NoteDraft, textOfWritten, type WrittenNote } from '../domain/noteDraft.ts';
import { type DiffRun, wordDiff } from '../domain/wordDiff.ts';
import { longDate } from '../messages/dates.ts';
import type { Messages } from '../messages/messages.ts';
import { ownTexts, standingSentences } from './draftHeld.ts';
import { shownText } from './shownText.ts';

/** What stands under "more", and how much of each text. */
export interface MoreView {
  draft: NoteDraft;
  /** Whether the agent may still act on it. */
  isOpen: boolean;
  /** Whether it was not approved yet. */
  isDraft: boolean;
  canRedraft: boolean;
  share: number;
}

const QUOTE_CHARACTERS = 200;
const SENTENCES_SHOWN = 16;
const QUOTES_SHOWN = 3;
const MANDATORY_SHOWN = 8;
const DIFF_CHARACTERS = 300;
const RUNS_SHOWN = 40;
const EMAIL_CHARACTERS = 1500;

/** Evidence, what was changed, remarks, and the rarer things one can do; shown when asked for. */
export function moreParts(view: MoreView, messages: Messages): object {
  const { draft, isDraft, isOpen } = view;
  const words = messages.drafts;
  const parts = { ...evidence(view, words), ...diffs(view, words) };
  const hasMore = isDraft ? draft.content.drafted !== undefined : parts.diffs.length > 0;
  const { draftId, version, nonce, content } = draft;
  const email = isOpen ? followUp(draft, messages) : '';
  return {
    ...parts,
    hasMore,
    hasMoreAlone: hasMore && !isOpen,
    canSwap: isOpen && content.drafted?.warnings.includes('speakers-guessed') === true,
    swap: words.swap,
    swapData: { verb: 'swapSpeakers', draftId, version, nonce },
    canRedraft: isOpen && view.canRedraft,
    ...{ redraft: words.redraft, wishLabel: words.wishLabel, wishHint: words.wishHint },
    redraftData: { verb: 'redraftNote', draftId, version, nonce },
    ...adviceChoice(view, words),
    canAsk: isDraft && draft.transcript.utterances.length > 0,
    ...{ askLabel: words.askLabel, ask: words.ask, askData: { verb: 'askCall', draftId } },
    emailLabel: words.emailLabel,
    email: email.length > EMAIL_CHARACTERS * view.share ? '' : email,
  };
}

/** Each sentence with what proves it; in place of those that the agent replaced, their own. */
function evidence(
  { draft, isDraft, share }: MoreView,
  words: Messages['drafts'],
): { whyHeading: string; sentences: object[]; remarks: object[] } {
  const drafted = isDraft ? draft.content.drafted : undefined;
  const { corrections } = draft.content;
  const shown = (text: string): string => shownText(text, QUOTE_CHARACTERS * share);
  const own = drafted === undefined ? [] : ownTexts(corrections);
  const sentences = standingSentences(drafted, corrections).slice(0, SENTENCES_SHOWN);
  return {
    whyHeading: drafted === undefined ? '' : words.whyHeading,
    sentences: [
      ...own.map((text) => ({ text: shown(text), quotes: [{ text: words.youWrote }] })),
      ...sentences.map((sentence) => ({
        text: `${shown(sentence.text)}${sentence.isUnjudged ? ` (${words.checkThis})` : ''}`,
        quotes: quotesOf(sentence, draft, words).map((text) => ({ text: shown(text) })),
      })),
    ],
    remarks: drafted === undefined ? [] : remarks(drafted, words).map((text) => ({ text: shown(text) })),
  };
}

function quotesOf({ evidence: lines }: NoteSentence, { transcript }: NoteDraft, words: Messages['drafts']): string[] {
  return lines.slice(0, QUOTES_SHOWN).flatMap((index) => {
    const said = transcript.utterances[index];
    return said === undefined ? [] : [words.quote(words.speaker[said.speaker], said.text)];
  });
}

function remarks({ mandatory, warnings, mode }: DraftNote, words: Messages['drafts']): string[] {
  const must = mandatory
    .slice(0, MANDATORY_SHOWN)
    .map(({ sentence, state, quote }) =>
      words.mandatory(sentence, words.spoken[state], state === 'not-said' ? undefined : quote),
    );
  return [
    ...must,
    ...warnings.map((warning) => words.warnings[warning]),
    mode === 'model' ? words.byAModel : words.notAModel,
  ];
}

const ADVICE_CHARACTERS = 160;

/** Which of the answers the agent passed on. */
function adviceChoice({ draft: { content }, isOpen, share }: MoreView, words: Messages['drafts']): object {
  const advice = isOpen ? (content.advice ?? []) : [];
  return {
    adviceLabel: advice.length === 0 ? '' : words.adviceLabel,
    adviceTicked: advice
      .filter(({ isSaid }) => isSaid)
      .map(({ answerId }) => answerId)
      .join(','),
    adviceChoices: advice.map(({ answerId, text }) => ({
      title: shownText(text, ADVICE_CHARACTERS * share),
      value: answerId,
    })),
  };
}

type Field = 'issue' | 'resolution' | 'actions' | 'disposition';
const FIELDS: readonly Field[] = ['issue', 'resolution', 'actions', 'disposition'];

/** What the last change turned into what, field by field. */
function diffs(
  { draft: { content }, share }: MoreView,
  words: Messages['drafts'],
): { diffHeading: string; diffs: object[] } {
  const before = content.earlier?.at(-1)?.written;
  if (before === undefined || textOfWritten(before) === textOfWritten(content.written)) {
    return { diffHeading: '', diffs: [] };
  }
  const changed = FIELDS.filter((field) => textOf(before, field) !== textOf(content.written, field));
  return {
    diffHeading: content.editDistance === undefined ? words.diffHeading : words.changedByAgent,
    diffs: [
      ...countOf(content, words),
      ...changed.map((field) => ({
        label: words[field],
        runs: runsOf(wordDiff(textOf(before, field), textOf(content.written, field)), DIFF_CHARACTERS * share),
      })),
    ],
  };
}

function countOf({ editDistance }: DraftContent, words: Messages['drafts']): object[] {
  if (editDistance === undefined) return [];
  const runs = [{ text: String(editDistance), isGone: false, weight: 'Default' }];
  return [{ label: words.wordsChanged, runs }];
}

function textOf(written: WrittenNote, field: Field): string {
  return field === 'actions' ? written.actions.join('; ') : written[field];
}

function runsOf(runs: readonly DiffRun[], characters: number): object[] {
  return runs.slice(0, RUNS_SHOWN).map(({ kind, text }) => ({
    text: shownText(text, Math.max(20, characters / Math.min(runs.length, 4))),
    isGone: kind === 'gone',
    weight: kind === 'new' ? 'Bolder' : 'Default',
  }));
}

/** A letter to the customer about what was settled and what comes next, to be read and sent by the agent. */
function followUp({ at, content: { customerName, drafted, written } }: NoteDraft, messages: Messages): string {
  const { email: words } = messages.drafts;
  if (drafted === undefined) return '';
  const steps = drafted.note.actions.map(({ who, what, due }) => {
    const text = `${words[who === 'customer' ? 'you' : 'we']}: ${what}`;
    return due === undefined ? `- ${text}` : `- ${text} (${due})`;
  });
  const settled = written.resolution === '' ? [] : [words.settled, words.toCustomer(written.resolution), ''];
  return [
    words.greeting(customerName),
    '',
    words.thanks(longDate(at, messages.language)),
    '',
    ...settled,
    ...(steps.length === 0 ? [] : [words.next, ...steps, '']),
    words.regards,
  ].join('\n');
}

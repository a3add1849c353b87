import type { DraftNote, NoteSentence } from '../domain/callNote.ts';
import type { ApprovalProblem, DraftStanding, NoteDraft } from '../domain/noteDraft.ts';
import { clockTime } from '../messages/dates.ts';
import type { Messages } from '../messages/messages.ts';
import { type AdaptiveCard, fillCard } from './adaptiveCard.ts';
import { fitCard } from './fitCard.ts';
import { shownText } from './shownText.ts';
import { speakable } from './speakable.ts';
import template from './templates/draft.json' with { type: 'json' };

/** What the card of a note shows. */
export interface DraftCardView {
  draft: NoteDraft;
  standing: DraftStanding;
  /** The company's; empty for none. */
  dispositions: readonly string[];
  /** Name of the agent whose note it is, for somebody else who may read it; undefined for the agent. */
  readerOf?: string | undefined;
  problem?: ApprovalProblem | undefined;
  /** Whether a model's text may replace this one in a moment. */
  isWriting?: boolean;
}

interface Drawing {
  view: DraftCardView;
  messages: Messages;
  share: number;
}

const NAME_CHARACTERS = 80;
/** Issue, resolution, actions and the button fit a phone's screen. */
const TEXT_CHARACTERS = 220;
const ACTION_CHARACTERS = 90;
const ACTIONS_SHOWN = 3;
const CHECKS_SHOWN = 2;
const QUOTE_CHARACTERS = 200;
const SENTENCES_SHOWN = 16;
const QUOTES_SHOWN = 3;
const MANDATORY_SHOWN = 8;
/** A text that is cut must not be what is approved, so what does not fit is not offered for correction. */
const EDITED_CHARACTERS = 4000;
const CHOICE_LETTERS = 4000;

/** The after-call note: to approve, to correct, and then how far it has come. */
export function draftCard(view: DraftCardView, messages: Messages): AdaptiveCard {
  return fitCard((share) => drawDraft({ view, messages, share }));
}

function drawDraft(drawing: Drawing): AdaptiveCard {
  const { view, messages } = drawing;
  const { draft, standing, problem, readerOf } = view;
  const words = messages.drafts;
  const isOpen = standing.kind === 'draft' && readerOf === undefined;
  const name = draft.content.customerName || words.noCustomer;
  return fillCard(template, {
    language: messages.language,
    speak: speakable(`${words.heading}: ${name}`),
    fallback: messages.cards.cannotShow,
    name: shownText(name, NAME_CHARACTERS),
    status: readerOf === undefined ? statusText(view, messages) : words.ofAgent(shownText(readerOf, NAME_CHARACTERS)),
    statusStyle: styleOf(standing),
    problem: problem === undefined ? '' : words.problems[problem],
    ...checks(drawing),
    ...writtenTexts(drawing),
    isOpen,
    inputs: isOpen ? inputs(drawing) : [],
    ...dispositionChoice(drawing, isOpen),
    ...buttons(draft, messages),
    ...evidence(drawing),
  });
}

function statusText({ standing, isWriting }: DraftCardView, { drafts: words, language }: Messages): string {
  switch (standing.kind) {
    case 'draft':
      return isWriting === true ? words.stillWriting : '';
    case 'expired':
      return words.expired;
    case 'writing':
      return words.writing;
    case 'late':
      return words.late[standing.problem];
    case 'in-crm':
      return words.inCrm(clockTime(standing.at, language));
    case 'dead':
      return standing.problem === 'no-customer' ? `${words.late['no-customer']} ${words.dead}` : words.dead;
  }
}

function styleOf({ kind }: DraftStanding): string {
  if (kind === 'in-crm') return 'good';
  if (kind === 'dead') return 'attention';
  return kind === 'late' ? 'warning' : 'emphasis';
}

/** What the record and the call say differently: the only thing the agent is asked. */
function checks({ view: { draft, standing }, messages: { drafts: words }, share }: Drawing): object {
  const asked = standing.kind === 'draft' ? (draft.content.drafted?.checks ?? []).slice(0, CHECKS_SHOWN) : [];
  return {
    checkHeading: words.checkHeading,
    checks: asked.map(({ field, crm, said }) => ({
      text: shownText(words.check(field, crm, said), TEXT_CHARACTERS * share),
    })),
  };
}

function writtenTexts({ view: { draft, standing }, messages: { drafts: words }, share }: Drawing): object {
  const { issue, resolution, actions } = draft.content.written;
  const isGone = standing.kind === 'expired';
  const shown = (text: string): string => shownText(text === '' ? words.nothingFound : text, TEXT_CHARACTERS * share);
  const left = actions.length - ACTIONS_SHOWN;
  const lines = actions.slice(0, ACTIONS_SHOWN).map((text) => ({ text: shownText(text, ACTION_CHARACTERS * share) }));
  return {
    texts: isGone
      ? []
      : [
          { label: words.issue, text: shown(issue) },
          { label: words.resolution, text: shown(resolution) },
        ],
    actionsLabel: actions.length === 0 ? '' : words.actions,
    actions: left > 0 ? [...lines, { text: words.andMore(left) }] : lines,
  };
}

function inputs({ view: { draft }, messages: { drafts: words }, share }: Drawing): object[] {
  const { issue, resolution, actions } = draft.content.written;
  const all = [
    { id: 'issue', label: words.issue, value: issue },
    { id: 'resolution', label: words.resolution, value: resolution },
    { id: 'actions', label: words.actionsLabel, value: actions.join('\n') },
  ];
  return all.filter(({ value }) => value.length <= EDITED_CHARACTERS * share);
}

/** The company's dispositions, as many as a card carries; the suggested one in any case. */
function dispositionChoice(
  { view: { draft, dispositions }, messages: { drafts: words } }: Drawing,
  isOpen: boolean,
): object {
  const chosen = draft.content.written.disposition;
  let letters = 0;
  const offered = [...new Set(chosen === '' ? dispositions : [chosen, ...dispositions])].filter((name) => {
    letters += 2 * name.length + 20;
    return letters < CHOICE_LETTERS;
  });
  return {
    dispositionLabel: words.disposition,
    hasChoice: isOpen && dispositions.length > 0,
    chosen,
    choices: offered.map((name) => ({ title: name, value: name })),
    disposition: isOpen ? '' : shownText(chosen, NAME_CHARACTERS),
  };
}

function buttons({ draftId, version, nonce }: NoteDraft, { drafts: words }: Messages): object {
  return {
    approve: words.approve,
    approveData: { verb: 'approveNote', draftId, version, nonce },
    correct: words.correct,
    more: words.more,
  };
}

/** Each sentence with what proves it; shown when asked for. */
function evidence({ view: { draft, standing }, messages: { drafts: words }, share }: Drawing): object {
  const { drafted } = draft.content;
  const isShown = standing.kind === 'draft' && drafted !== undefined;
  const shown = (text: string): string => shownText(text, QUOTE_CHARACTERS * share);
  const sentences = isShown ? drafted.note.sentences.slice(0, SENTENCES_SHOWN) : [];
  return {
    hasMore: isShown,
    whyHeading: words.whyHeading,
    sentences: sentences.map((sentence) => ({
      text: shown(sentence.text),
      quotes: quotesOf(sentence, draft, words).map((text) => ({ text: shown(text) })),
    })),
    remarks: isShown ? remarks(drafted, words).map((text) => ({ text: shown(text) })) : [],
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
    .map(({ sentence, state }) => `${words.mandatoryHeading}: ${sentence} (${words.spoken[state]})`);
  return [
    ...must,
    ...warnings.map((warning) => words.warnings[warning]),
    mode === 'model' ? words.byAModel : words.notAModel,
  ];
}

import type { ApprovalProblem, DraftStanding, NoteDraft } from '../domain/noteDraft.ts';
import { clockTime } from '../messages/dates.ts';
import type { Messages } from '../messages/messages.ts';
import { type AdaptiveCard, fillCard } from './adaptiveCard.ts';
import { unheldTexts } from './draftHeld.ts';
import { moreParts } from './draftMore.ts';
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
  /** Whether there is a model that can write it anew. */
  canRedraft?: boolean;
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
/** A text that is cut must not be what is approved, so what does not fit is not offered for correction. */
const EDITED_CHARACTERS = 4000;
const CHOICE_LETTERS = 4000;
/** More buttons than these nobody reads; each carries data, and a card is small. */
const DISPOSITIONS_TAPPED = 8;
const DISPOSITION_CHARACTERS = 60;

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
    ...moreParts(
      { draft, isOpen, isDraft: standing.kind === 'draft', canRedraft: view.canRedraft === true, share: drawing.share },
      messages,
    ),
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

/** The only things the agent is asked: what record and call say differently, and what nothing holds to the call. */
function checks({ view: { draft, standing }, messages: { drafts: words }, share }: Drawing): object {
  const isDraft = standing.kind === 'draft';
  const asked = isDraft ? (draft.content.drafted?.checks ?? []).slice(0, CHECKS_SHOWN) : [];
  const differ = asked.map(({ field, crm, said }) => words.check(fieldName(field, words), crm, said));
  const lines = isDraft ? [...differ, ...unheldTexts(draft, words)] : [];
  return {
    checkHeading: words.checkHeading,
    checks: lines.map((text) => ({ text: shownText(text, TEXT_CHARACTERS * share) })),
  };
}

/** "monthlyPrice" as people say it; a field that only this CRM has is named as it is. */
function fieldName(field: string, { fields }: Messages['drafts']): string {
  const known = (fields as Readonly<Record<string, string>>)[field];
  return known ?? field.replace(/(?<=\p{Ll})(?=\p{Lu})|[_-]+/gu, ' ').toLowerCase();
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
    advice: isGone
      ? []
      : [draft.content.written.advice ?? []]
          .flat()
          .slice(0, 2)
          .map((text) => ({ text: shownText(text, ACTION_CHARACTERS * share) })),
    adviceHeading: (draft.content.written.advice ?? []).length === 0 || isGone ? '' : words.advice,
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

/** Another disposition is two taps away: open the list, approve with it. Longer lists go on in a choice. */
function dispositionChoice(
  { view: { draft, dispositions }, messages: { drafts: words }, share }: Drawing,
  isOpen: boolean,
): object {
  const chosen = draft.content.written.disposition;
  const others = [...new Set(dispositions)].filter((name) => name !== chosen);
  const tapped = others.slice(0, Math.ceil(DISPOSITIONS_TAPPED * share));
  const { draftId, version, nonce } = draft;
  return {
    dispositionLabel: words.disposition,
    disposition: shownText(
      chosen === '' && isOpen && others.length > 0 ? words.noDisposition : chosen,
      NAME_CHARACTERS,
    ),
    hasChoice: isOpen && others.length > 0,
    otherDisposition: words.otherDisposition,
    approveAs: tapped.map((name) => ({
      title: words.approveAs(shownText(name, DISPOSITION_CHARACTERS)),
      data: { verb: 'approveNote', draftId, version, nonce, as: name },
    })),
    furtherLabel: words.furtherDispositions,
    choices: fitting(others.slice(tapped.length), CHOICE_LETTERS * share).map((name) => ({ title: name, value: name })),
  };
}

/** As many as a card carries. */
function fitting(names: readonly string[], mostLetters: number): string[] {
  let letters = 0;
  return names.filter((name) => {
    letters += 2 * name.length + 20;
    return letters < mostLetters;
  });
}

function buttons({ draftId, version, nonce }: NoteDraft, { drafts: words }: Messages): object {
  return {
    approve: words.approve,
    approveData: { verb: 'approveNote', draftId, version, nonce },
    correct: words.correct,
    more: words.more,
  };
}

import type { AnswerLine, Notice } from '../domain/answer.ts';
import type { Messages } from '../messages/messages.ts';
import { type AdaptiveCard, fillCard } from './adaptiveCard.ts';
import { type AnswerCardView, type Drawing, TITLE_CHARACTERS } from './answerCardView.ts';
import { answerButtons, sourceRow } from './answerSources.ts';
import { modelNoticeText, withShortFigures } from './modelNotice.ts';
import { fitCard } from './fitCard.ts';
import { shownText } from './shownText.ts';
import { speakable } from './speakable.ts';
import template from './templates/answer.json' with { type: 'json' };
import { rowRuns, type TextRun, textRuns } from './textRuns.ts';

export type { AnswerCardView } from './answerCardView.ts';

const SPOKEN_CHARACTERS = 600;
const LINE_CHARACTERS = 320;
const LABEL_CHARACTERS = 60;

/** Steps and sources of an answer, with one source expanded if wanted. */
export function answerCard(view: AnswerCardView, messages: Messages): AdaptiveCard {
  return fitCard((share) => drawAnswer({ view, messages, share }));
}

/** A notice in the reader's words. */
export function noticeText(notice: Notice, messages: Messages): string {
  const words = messages.answers.notices;
  switch (notice.kind) {
    case 'superseded':
      return words.superseded(notice.title, notice.newer);
    case 'conflict':
      return words.conflict(notice.titles);
    case 'instructs':
      return words.instructs(notice.title);
    case 'preview':
      return messages.admin.preview.isPreview(notice.groups.join(', '));
    case 'private-chat':
      return words.privateChat;
    case 'sign-in':
      return words.signIn;
    case 'closest':
      return words.closest;
    case 'no-call':
      return messages.customers.noCall;
    case 'improving':
    case 'kept':
    case 'budget-near':
    case 'unproven':
    case 'differs':
      return modelNoticeText(notice, messages);
  }
}

function drawAnswer(drawing: Drawing): AdaptiveCard {
  const { view, messages, share } = drawing;
  const { answer } = view;
  const words = messages.cards;
  return fillCard(template, {
    language: messages.language,
    speak: speakable(answer.spoken),
    fallback: words.cannotShow,
    showsSpoken: view.showsSpoken === true,
    sayThis: words.sayThis,
    spoken: shownText(answer.spoken, SPOKEN_CHARACTERS * share),
    warnings: warnings(drawing),
    groups: lineGroups(drawing),
    searched: answer.searched
      ? shownText(messages.answers.searched(answer.searched.documents, answer.searched.terms), LINE_CHARACTERS)
      : '',
    sourcesHeading: words.sourcesHeading,
    sensitivity: answer.sensitivity ? words.sensitivity(shownText(answer.sensitivity, LABEL_CHARACTERS)) : '',
    sources: answer.citations.map((citation) => sourceRow(citation, drawing)),
    remarks: remarks(drawing),
    buttons: answerButtons(drawing),
  });
}

/** What to know before saying it aloud; stands above the steps. */
function warnings({ view, messages }: Drawing): object[] {
  return view.answer.notices
    .filter((notice) => !isRemark(notice))
    .map((notice, index) => ({
      lead: index === 0 ? `${messages.cards.noteHeading}: ` : '',
      text: noticeText(withShortTitles(notice), messages),
    }));
}

/** What merely happened; stands below the sources. */
function remarks({ view, messages }: Drawing): object[] {
  const quiet = (text: string) => ({ text, isQuiet: true });
  const noticed = view.answer.notices.filter(isRemark).map((notice) => ({
    text: noticeText(notice, messages),
    isQuiet: notice.kind !== 'private-chat' && notice.kind !== 'no-call',
  }));
  return [
    ...(view.answer.mode === 'model' ? [quiet(messages.model.writtenByModel)] : []),
    ...noticed,
    ...(view.hasFlagged === true ? [{ text: messages.cards.flagged, isQuiet: false }] : []),
  ];
}

function isRemark(notice: Notice): boolean {
  if (notice.kind === 'kept') return notice.why !== 'unfounded';
  return ['private-chat', 'sign-in', 'no-call', 'improving', 'budget-near'].includes(notice.kind);
}

function withShortTitles(notice: Notice): Notice {
  const short = (title: string): string => shownText(title, TITLE_CHARACTERS / 2);
  switch (notice.kind) {
    case 'superseded':
      return { ...notice, title: short(notice.title), newer: short(notice.newer) };
    case 'conflict':
      return { ...notice, titles: notice.titles.map(short) };
    case 'instructs':
      return { ...notice, title: short(notice.title) };
    case 'unproven':
    case 'differs':
      return withShortFigures(notice);
    case 'preview':
      return { ...notice, groups: notice.groups.map(short) };
    case 'private-chat':
    case 'sign-in':
    case 'closest':
    case 'no-call':
    case 'improving':
    case 'kept':
    case 'budget-near':
      return notice;
  }
}

/** Lines in order, a heading over each stretch of one kind. */
function lineGroups({ view, messages, share }: Drawing): object[] {
  const words = messages.cards;
  const headings = { step: words.stepsHeading, row: words.rowsHeading, point: words.pointsHeading };
  const groups: { kind: AnswerLine['kind']; heading: string; lines: object[] }[] = [];
  for (const line of view.answer.lines) {
    let group = groups.at(-1);
    if (group?.kind !== line.kind) {
      group = { kind: line.kind, heading: headings[line.kind], lines: [] };
      groups.push(group);
    }
    const marker = line.kind === 'step' ? `${group.lines.length + 1}.` : '•';
    group.lines.push({ marker, runs: lineRuns(line, LINE_CHARACTERS * share), n: line.n });
  }
  return groups;
}

function lineRuns({ cells, text }: AnswerLine, characters: number): TextRun[] {
  return cells === undefined || cells.length < 2 ? textRuns(text, characters) : rowRuns(cells, characters);
}

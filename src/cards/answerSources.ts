import type { Citation } from '../domain/answer.ts';
import type { Passage } from '../domain/passage.ts';
import type { Messages } from '../messages/messages.ts';
import { type Drawing, TITLE_CHARACTERS } from './answerCardView.ts';
import { type Button, fitButtonRow } from './buttonRow.ts';
import { passageLines } from './passageLines.ts';
import { placeText } from './placeText.ts';
import { shownText } from './shownText.ts';
import type { TextRun } from './textRuns.ts';
import { webAddress } from './webAddress.ts';

const PLACE_CHARACTERS = 160;
const LABEL_CHARACTERS = 60;

/** Teams shows six buttons; one is for the knowledge team. Every source opens by a tap on its line as well. */
const OPENERS_SHOWN = 5;

/** A source as the template's `sources` wants it: its line and, when it is the opened one, its passage. */
export function sourceRow(citation: Citation, { view, messages, share }: Drawing): object {
  const words = messages.cards;
  const isOpen = view.opened?.n === citation.n;
  const passage = isOpen ? view.opened?.passage : undefined;
  return {
    runs: sourceRuns(citation, messages),
    canOpen: view.hasButtons !== false && citation.origin !== 'crm',
    opener: opener(citation, { view, messages, share }),
    isOpen,
    isGone: isOpen && passage === undefined,
    gone: words.sourceGone,
    passage: passage === undefined ? [] : passageLines(passage, share, citation.snippet),
    ...documentButton(passage, view.opened?.link, messages),
  };
}

/** The button to the whole document: at its public address, else at the reader's own link. */
function documentButton(passage: Passage | undefined, link: string | undefined, messages: Messages): object {
  const words = messages.cards;
  const publicUrl = webAddress(passage?.url);
  const url = publicUrl === '' && passage !== undefined ? webAddress(link) : publicUrl;
  const title = shownText(passage?.title ?? '', TITLE_CHARACTERS / 2);
  return {
    url,
    openTitle: words.openDocument,
    openTooltip: url === publicUrl ? url : words.openForYouAlone(title),
  };
}

/** "[1] Retention playbook · Restricted: do not share · page 9 · …", small, because the steps come first. */
function sourceRuns(citation: Citation, messages: Messages): TextRun[] {
  const place = shownText(placeText(citation, messages), PLACE_CHARACTERS);
  const runs: TextRun[] = [
    { type: 'TextRun', text: `[${citation.n}] `, weight: 'Bolder' },
    { type: 'TextRun', text: shownText(citation.title, TITLE_CHARACTERS) },
  ];
  if (citation.sensitivity !== undefined) {
    runs.push({ type: 'TextRun', text: ` · ${shownText(citation.sensitivity, LABEL_CHARACTERS)}`, weight: 'Bolder' });
  }
  if (citation.isRestricted) runs.push({ type: 'TextRun', text: ` · ${messages.cards.restricted}`, weight: 'Bolder' });
  if (place !== '') runs.push({ type: 'TextRun', text: place, isSubtle: true });
  return runs.map((run) => ({ ...run, size: 'Small' }));
}

/** The buttons below the card: one to open or close each source, and one to tell the knowledge team of a gap. */
export function answerButtons(drawing: Drawing): Button[] {
  const { view, messages } = drawing;
  if (view.hasButtons === false) return [];
  const documents = view.answer.citations.filter(({ origin }) => origin !== 'crm');
  const openers = documents.slice(0, OPENERS_SHOWN).map((citation) => opener(citation, drawing));
  const flag: Button = {
    title: messages.cards.flagGap,
    tooltip: messages.cards.flagGap,
    // Only where nothing was found is it what the agent came for.
    mode: openers.length === 0 ? 'primary' : 'secondary',
    data: { verb: 'flagGap', answerId: view.answerId },
  };
  const opened = openers.find(({ data }) => data.n === view.opened?.n);
  return fitButtonRow(view.hasFlagged === true ? openers : [...openers, flag], opened);
}

function opener({ n, title }: Citation, { view, messages }: Drawing): Button {
  const words = messages.cards;
  const isOpen = view.opened?.n === n;
  const shortTitle = shownText(title, TITLE_CHARACTERS / 2);
  return {
    title: isOpen ? words.hideSource(n) : words.showSource(n),
    tooltip: isOpen ? words.hideSourceTitled(n, shortTitle) : words.showSourceTitled(n, shortTitle),
    mode: 'primary',
    data: { verb: isOpen ? 'closeSource' : 'openSource', answerId: view.answerId, n },
  };
}

import type { Activity } from 'botbuilder';
import { draftCard, type DraftCardView } from '../cards/draftCard.ts';
import type { Messages } from '../messages/messages.ts';
import { literal } from './answerActivity.ts';

/** The message that carries a note: its text says how far it is, its card what it says. */
export function draftActivity(view: DraftCardView, messages: Messages): Partial<Activity> {
  return {
    type: 'message',
    text: textOf(view, messages),
    textFormat: 'markdown',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: draftCard(view, messages) }],
  };
}

function textOf({ draft, standing, readerOf }: DraftCardView, { drafts: words }: Messages): string {
  if (readerOf !== undefined) return words.ofAgent(literal(readerOf));
  if (standing.kind === 'expired') return words.expired;
  const name = literal(draft.content.customerName);
  if (standing.kind === 'draft') return name === '' ? words.readyUnnamed : words.ready(name);
  return name === '' ? words.doneUnnamed : words.done(name);
}

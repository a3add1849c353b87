import type { Activity } from 'botbuilder';
import { callCard, type CallCardView } from '../cards/callCard.ts';
import type { CallView } from '../domain/callView.ts';
import type { Messages } from '../messages/messages.ts';
import { literal } from './answerActivity.ts';

/** The one message of a call: its text says who is calling, its card what to know about them. */
export function callActivity(view: CallCardView, messages: Messages): Partial<Activity> {
  const text = callText(view.call, messages);
  return {
    type: 'message',
    text: literal(text),
    textFormat: 'markdown',
    ...(hasCard(view.call)
      ? {
          attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: callCard(view, messages) }],
        }
      : {}),
  };
}

/** What whoever lost the role reads in place of a call or a note. */
export function roleGoneActivity({ calls: words }: Messages): Partial<Activity> {
  return { type: 'message', text: literal(words.roleGone), textFormat: 'markdown' };
}

/** What a former agent of a call reads in place of its note. */
export function handedOverActivity({ calls: words }: Messages): Partial<Activity> {
  return { type: 'message', text: literal(words.handedOver), textFormat: 'markdown' };
}

/** What stands in place of a customer who was forgotten. */
export function forgottenActivity({ calls: words }: Messages): Partial<Activity> {
  return { type: 'message', text: literal(words.forgotten), textFormat: 'markdown' };
}

function hasCard({ kind }: CallView): boolean {
  return kind !== 'handed-over' && kind !== 'no-role' && kind !== 'over';
}

function callText(call: CallView, { calls: words }: Messages): string {
  switch (call.kind) {
    case 'caller': {
      const { name, customerId } = call.facts;
      if (!call.isLive) return words.wasCalling(name ?? customerId);
      return name === undefined ? words.callingUnnamed(customerId) : words.calling(name);
    }
    case 'choose':
      return words.callingOneOf(call.candidates.length);
    case 'identify':
      return words.callingUnknown;
    case 'handed-over':
      return words.handedOver;
    case 'no-role':
      return words.roleGone;
    case 'over':
      return words.over;
  }
}

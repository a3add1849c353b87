import type { Activity, Entity } from 'botbuilder';
import { agentAlertCard, type AgentAlertView, isOver } from '../cards/agentAlertCard.ts';
import { alertCard, type AlertCardView } from '../cards/alertCard.ts';
import type { AdaptiveCard } from '../cards/adaptiveCard.ts';
import type { Messages } from '../messages/messages.ts';
import type { OnDuty } from '../ports/alertSubscriptions.ts';
import { literal } from './answerActivity.ts';

/** An alert with the names of everybody on it, and who is to be told. */
export interface ShownAlert {
  view: AlertCardView;
  /** Supervisors to mention; empty where the message is only brought up to date. */
  mentioned: readonly OnDuty[];
}

/** The card of an alert in a channel: its text tells the toast what it is about and whom. */
export function alertActivity({ view, mentioned }: ShownAlert, messages: Messages): Partial<Activity> {
  const { alert, agentName } = view;
  const words = messages.alerts;
  const said = agentName === undefined ? words.toastNoAgent[alert.level] : words.toast[alert.level](literal(agentName));
  return { ...mentioning(said, mentioned), attachments: [cardOf(alertCard(view, messages))] };
}

/** The reply that a rise to "scam" adds in the thread of its card. */
export function riseActivity({ view, mentioned }: ShownAlert, messages: Messages): Partial<Activity> {
  const { agentName } = view;
  const words = messages.alerts;
  return mentioning(agentName === undefined ? words.risenNoAgent : words.risen(literal(agentName)), mentioned);
}

/** What the agent on the call is told, in their own chat. */
export function agentAlertActivity(shown: AgentAlertView, messages: Messages): Partial<Activity> {
  const own = messages.alerts.agentCard;
  const text = isOver(shown) ? own.over : own.text[shown.alert.level];
  return { type: 'message', text, textFormat: 'markdown', attachments: [cardOf(agentAlertCard(shown, messages))] };
}

/** Teams marks a mention by a tag in the text and an entity of the same text. */
function mentioning(text: string, mentioned: readonly OnDuty[]): Partial<Activity> {
  const mentions = mentioned.map(({ userId, name }) => {
    const plain = name.replace(/[<>&]/g, ' ').trim();
    return { type: 'mention', text: `<at>${plain}</at>`, mentioned: { id: userId, name: plain } } satisfies Entity;
  });
  const tags = mentions.map((mention) => mention.text);
  return {
    type: 'message',
    text: [...tags, text].join(' '),
    textFormat: 'markdown',
    ...(mentions.length === 0 ? {} : { entities: mentions }),
  };
}

function cardOf(content: AdaptiveCard): NonNullable<Activity['attachments']>[number] {
  return { contentType: 'application/vnd.microsoft.card.adaptive', content };
}

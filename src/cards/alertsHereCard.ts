import type { Messages } from '../messages/messages.ts';
import { type AdaptiveCard, fillCard } from './adaptiveCard.ts';
import { shownText } from './shownText.ts';
import template from './templates/alerts.json' with { type: 'json' };

/** Whether a channel takes alerts; undefined while it takes none. */
export interface ChannelAlerts {
  kind: 'first' | 'second';
  /** Empty: of every queue. */
  queue: string;
}

const QUEUE_CHARACTERS = 100;

/** Whether scam alerts come to the channel this stands in, and the buttons to change that. */
export function alertsHereCard(here: ChannelAlerts | undefined, isOffer: boolean, messages: Messages): AdaptiveCard {
  const words = messages.alerts.subscribe;
  const state = here === undefined && isOffer ? words.offer : stateOf(here, messages);
  const on = { title: words.on, style: 'positive', data: { verb: 'alertsHere' } };
  const second = { title: words.onSecond, style: 'default', data: { verb: 'secondAlertsHere' } };
  const off = { title: words.off, style: 'default', data: { verb: 'noAlertsHere' } };
  return fillCard(template, {
    language: messages.language,
    speak: words.heading,
    fallback: messages.cards.cannotShow,
    heading: words.heading,
    state,
    sections: [],
    hint: words.offerHint,
    asksForQueue: here === undefined,
    queueLabel: words.queueLabel,
    queue: '',
    actions: here === undefined ? [on, second] : [off],
  });
}

function stateOf(here: ChannelAlerts | undefined, { alerts }: Messages): string {
  const words = alerts.subscribe;
  if (here === undefined) return words.isOff;
  if (here.kind === 'second') return words.isSecond;
  return here.queue === '' ? words.isOn : words.isOnQueue(shownText(here.queue, QUEUE_CHARACTERS));
}

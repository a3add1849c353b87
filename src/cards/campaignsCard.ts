import { type CallCampaign, minutesOf } from '../domain/callCampaign.ts';
import { clockTime } from '../messages/dates.ts';
import type { Messages } from '../messages/messages.ts';
import { type AdaptiveCard, fillCard } from './adaptiveCard.ts';
import { fitCard } from './fitCard.ts';
import { shownText } from './shownText.ts';
import { speakable } from './speakable.ts';
import template from './templates/campaigns.json' with { type: 'json' };

const CAMPAIGNS_SHOWN = 8;
const SIGNALS_SHOWN = 3;
const LIST_CHARACTERS = 120;

/** Callers that stand out, the largest campaign first; no number, no word of a call. */
export function campaignsCard(campaigns: readonly CallCampaign[], messages: Messages): AdaptiveCard {
  const words = messages.campaigns;
  const more = campaigns.length - CAMPAIGNS_SHOWN;
  return fitCard((share) =>
    fillCard(template, {
      language: messages.language,
      speak: speakable(words.summary(campaigns.length)),
      fallback: messages.cards.cannotShow,
      words,
      campaigns: campaigns.slice(0, CAMPAIGNS_SHOWN).map((one) => ({
        line: words.line({ ...one, minutes: minutesOf(one) }),
        quiet: quietLines(one, LIST_CHARACTERS * share, messages).map((text) => ({ text })),
      })),
      more: more > 0 ? words.more(more) : '',
    }),
  );
}

function quietLines(campaign: CallCampaign, characters: number, messages: Messages): string[] {
  const { campaigns: words, scam, language } = messages;
  const named: Readonly<Record<string, string>> = scam;
  const time = (at: Date): string => clockTime(at, language);
  const reasons = campaign.signals.flatMap((name) => named[name] ?? []).slice(0, SIGNALS_SHOWN);
  const where = [
    ...(campaign.ranges.length === 0 ? [] : [words.ranges(campaign.ranges.map((range) => `+${range}`).join('…, '))]),
    ...(campaign.queues.length === 0 ? [] : [words.queues(campaign.queues.join(', '))]),
    ...(campaign.falseAlarms === 0 ? [] : [words.falseAlarms(campaign.falseAlarms)]),
  ];
  return [
    words.named(campaign.campaignId, time(campaign.firstAt), time(campaign.lastAt)),
    where.map((part) => shownText(part, characters)).join(' · '),
    reasons.join(', '),
  ].filter((line) => line !== '');
}

import type { Speaker } from '../domain/transcript.ts';
import type { Messages } from '../messages/messages.ts';
import { type AdaptiveCard, fillCard } from './adaptiveCard.ts';
import { shownText } from './shownText.ts';
import template from './templates/quotes.json' with { type: 'json' };

/** A line of a call, as it was said. */
interface QuotedLine {
  /** Utterance index, from 0. */
  line: number;
  speaker: Speaker;
  /** Seconds from the start of the call. */
  start?: number;
  text: string;
}

const TEXT_CHARACTERS = 600;

/** The lines of a call that answer a question about it, numbered as citations. */
export function quotesCard(quotes: readonly QuotedLine[], messages: Messages): AdaptiveCard {
  const words = messages.drafts;
  return fillCard(template, {
    language: messages.language,
    speak: words.saidInCall,
    fallback: messages.cards.cannotShow,
    heading: words.saidInCall,
    quotes: quotes.map(({ line, speaker, start, text }, at) => ({
      mark: `[${at + 1}]`,
      when: `${start === undefined ? words.lineOfCall(line + 1) : minuteOf(start)} `,
      text: shownText(words.quote(words.speaker[speaker], text), TEXT_CHARACTERS),
    })),
  });
}

function minuteOf(seconds: number): string {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

import type { GapReason, GapTopic } from '../domain/gapTopic.ts';
import type { Messages } from '../messages/messages.ts';
import { type AdaptiveCard, fillCard } from './adaptiveCard.ts';
import { fitCard } from './fitCard.ts';
import { dateText } from './placeText.ts';
import { shownText } from './shownText.ts';
import { speakable } from './speakable.ts';
import template from './templates/gaps.json' with { type: 'json' };

/** More than this nobody writes in a month. */
const TOPICS_SHOWN = 10;
const WORDS_CHARACTERS = 80;
const QUESTION_CHARACTERS = 160;
const REASONS: readonly GapReason[] = ['no-source', 'flagged', 'disliked'];

/** What the knowledge base does not answer, for the knowledge team; expects topics most asked first. */
export function gapsCard(topics: readonly GapTopic[], messages: Messages): AdaptiveCard {
  const words = messages.gaps;
  const hidden = topics.length - TOPICS_SHOWN;
  return fitCard((share) =>
    fillCard(template, {
      language: messages.language,
      speak: speakable(words.title),
      fallback: messages.cards.cannotShow,
      title: words.title,
      topics: topics.slice(0, TOPICS_SHOWN).map((topic) => ({
        words: shownText(topic.words.join(' '), WORDS_CHARACTERS),
        facts: factsOf(topic, messages),
        examples: topic.examples.map((question) => ({
          text: words.quoted(shownText(question, QUESTION_CHARACTERS * share)),
        })),
      })),
      more: hidden > 0 ? words.more(hidden) : '',
    }),
  );
}

function factsOf(topic: GapTopic, messages: Messages): string {
  const words = messages.gaps;
  const reasons = REASONS.filter((why) => topic.reasons[why] > 0).map((why) => words.reasons[why](topic.reasons[why]));
  return [
    words.asked(topic.questions, topic.people),
    words.newest(dateText(topic.newest.toISOString(), messages)),
    reasons.join(', '),
  ].join(' · ');
}

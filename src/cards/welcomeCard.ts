import type { Messages } from '../messages/messages.ts';
import { type AdaptiveCard, fillCard } from './adaptiveCard.ts';
import { shownText } from './shownText.ts';
import template from './templates/welcome.json' with { type: 'json' };

const TITLE_CHARACTERS = 120;

/** First words to a person; in local mode with questions to try at one tap. */
export function welcomeCard(company: { name: string; isLocal: boolean }, messages: Messages): AdaptiveCard {
  const words = messages.cards;
  return fillCard(template, {
    language: messages.language,
    fallback: words.cannotShow,
    title: shownText(words.welcomeTitle(company.name), TITLE_CHARACTERS),
    text: words.welcomeText,
    hint: words.helpHint,
    mode: company.isLocal ? words.localMode : '',
    tryHeading: words.tryHeading,
    examples: company.isLocal ? messages.chat.examples.map((text) => ({ text })) : [],
  });
}

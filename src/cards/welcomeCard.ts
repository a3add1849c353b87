import type { Messages } from '../messages/messages.ts';
import { type AdaptiveCard, fillCard } from './adaptiveCard.ts';
import { shownText } from './shownText.ts';
import template from './templates/welcome.json' with { type: 'json' };

const TITLE_CHARACTERS = 120;

/** Whom the card greets for; `hasSample` while the sample company's documents are there. */
export interface WelcomingHouse {
  name: string;
  isLocal: boolean;
  hasSample: boolean;
}

/** First words to a person; with the sample company also questions about it to try at one tap. */
export function welcomeCard(company: WelcomingHouse, messages: Messages): AdaptiveCard {
  const words = messages.cards;
  return fillCard(template, {
    language: messages.language,
    fallback: words.cannotShow,
    title: shownText(words.welcomeTitle(company.name), TITLE_CHARACTERS),
    text: words.welcomeText,
    hint: words.helpHint,
    mode: company.isLocal ? words.localMode : '',
    tryHeading: words.tryHeading,
    examples: company.hasSample ? messages.chat.examples.map((text) => ({ text })) : [],
  });
}

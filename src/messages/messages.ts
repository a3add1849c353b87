import { answerMessages } from './answerMessages.ts';
import { cardMessages } from './cardMessages.ts';
import { chatMessages } from './chatMessages.ts';

/** Languages people can be spoken to in; everything else gets English. */
export type Language = 'en' | 'de';

/** Every word a person reads in Teams, by the part of the house that says it. */
export interface Messages {
  language: Language;
  answers: (typeof answerMessages)['en'];
  cards: (typeof cardMessages)['en'];
  chat: (typeof chatMessages)['en'];
}

/** The catalogue for a locale such as "de-AT"; English where we have no translation. */
export function messagesFor(locale: string | undefined): Messages {
  const language: Language = locale?.toLowerCase().startsWith('de') === true ? 'de' : 'en';
  return {
    language,
    answers: answerMessages[language],
    cards: cardMessages[language],
    chat: chatMessages[language],
  };
}

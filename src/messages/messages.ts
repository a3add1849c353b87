import type { Language } from '../domain/language.ts';
import { accessMessages } from './accessMessages.ts';
import { adminMessages } from './adminMessages.ts';
import { alertMessages } from './alertMessages.ts';
import { answerMessages } from './answerMessages.ts';
import { callMessages } from './callMessages.ts';
import { cardMessages } from './cardMessages.ts';
import { chatMessages } from './chatMessages.ts';
import { customerMessages } from './customerMessages.ts';
import { draftMessages } from './draftMessages.ts';
import { gapMessages } from './gapMessages.ts';
import { modelMessages } from './modelMessages.ts';
import { offerMessages } from './offerMessages.ts';
import { pageMessages } from './pageMessages.ts';
import { scamMessages } from './scamMessages.ts';

/** Every word a person reads in Teams or a browser, by the part of the house that says it. */
export interface Messages {
  language: Language;
  access: (typeof accessMessages)['en'];
  admin: (typeof adminMessages)['en'];
  alerts: (typeof alertMessages)['en'];
  answers: (typeof answerMessages)['en'];
  calls: (typeof callMessages)['en'];
  cards: (typeof cardMessages)['en'];
  chat: (typeof chatMessages)['en'];
  customers: (typeof customerMessages)['en'];
  drafts: (typeof draftMessages)['en'];
  gaps: (typeof gapMessages)['en'];
  model: (typeof modelMessages)['en'];
  offers: (typeof offerMessages)['en'];
  pages: (typeof pageMessages)['en'];
  scam: (typeof scamMessages)['en'];
}

/** The catalogue for a locale such as "de-AT"; English where we have no translation. */
export function messagesFor(locale: string | undefined): Messages {
  const language: Language = locale?.toLowerCase().startsWith('de') === true ? 'de' : 'en';
  return {
    language,
    access: accessMessages[language],
    admin: adminMessages[language],
    alerts: alertMessages[language],
    answers: answerMessages[language],
    calls: callMessages[language],
    cards: cardMessages[language],
    chat: chatMessages[language],
    customers: customerMessages[language],
    drafts: draftMessages[language],
    gaps: gapMessages[language],
    model: modelMessages[language],
    offers: offerMessages[language],
    pages: pageMessages[language],
    scam: scamMessages[language],
  };
}

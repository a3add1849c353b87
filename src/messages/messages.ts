import type { Language } from '../domain/language.ts';
import { accessMessages } from './accessMessages.ts';
import { adminMessages } from './adminMessages.ts';
import { alertMessages } from './alertMessages.ts';
import { answerMessages } from './answerMessages.ts';
import { callMessages } from './callMessages.ts';
import { campaignMessages } from './campaignMessages.ts';
import { cardMessages } from './cardMessages.ts';
import { chatMessages } from './chatMessages.ts';
import { customerMessages } from './customerMessages.ts';
import { demoMessages } from './demoMessages.ts';
import { draftMessages } from './draftMessages.ts';
import { gapMessages } from './gapMessages.ts';
import { insightMessages } from './insightMessages.ts';
import { modelMessages } from './modelMessages.ts';
import { offerMessages } from './offerMessages.ts';
import { pageMessages } from './pageMessages.ts';
import { reviewMessages } from './reviewMessages.ts';
import { scamMessages } from './scamMessages.ts';

/** Every word a person reads in Teams or a browser, by the part of the house that says it. */
export interface Messages {
  language: Language;
  access: (typeof accessMessages)['en'];
  admin: (typeof adminMessages)['en'];
  alerts: (typeof alertMessages)['en'];
  answers: (typeof answerMessages)['en'];
  calls: (typeof callMessages)['en'];
  campaigns: (typeof campaignMessages)['en'];
  cards: (typeof cardMessages)['en'];
  chat: (typeof chatMessages)['en'];
  customers: (typeof customerMessages)['en'];
  demo: (typeof demoMessages)['en'];
  drafts: (typeof draftMessages)['en'];
  gaps: (typeof gapMessages)['en'];
  insights: (typeof insightMessages)['en'];
  model: (typeof modelMessages)['en'];
  offers: (typeof offerMessages)['en'];
  pages: (typeof pageMessages)['en'];
  review: (typeof reviewMessages)['en'];
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
    campaigns: campaignMessages[language],
    cards: cardMessages[language],
    chat: chatMessages[language],
    customers: customerMessages[language],
    demo: demoMessages[language],
    drafts: draftMessages[language],
    gaps: gapMessages[language],
    insights: insightMessages[language],
    model: modelMessages[language],
    offers: offerMessages[language],
    pages: pageMessages[language],
    review: reviewMessages[language],
    scam: scamMessages[language],
  };
}

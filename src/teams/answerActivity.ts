import type { Activity, Entity } from 'botbuilder';
import { type AnswerCardView, answerCard } from '../cards/answerCard.ts';
import { placeText } from '../cards/placeText.ts';
import type { Answer, Citation } from '../domain/answer.ts';
import type { Messages } from '../messages/messages.ts';

/** Limits of the Teams citation entity. */
const CITATION_NAME_CHARACTERS = 80;
const CITATION_ABSTRACT_CHARACTERS = 160;

/** The message that carries an answer: its text is the spoken sentence, its card the steps and sources. */
export function answerActivity(view: AnswerCardView, messages: Messages): Partial<Activity> {
  const { answer } = view;
  const text = messageText(answer, messages);
  return {
    type: 'message',
    text,
    textFormat: 'markdown',
    speak: answer.spoken,
    entities: [messageEntity(answer, text, messages)],
    channelData: { feedbackLoop: { type: 'default' } },
    ...(hasCard(answer)
      ? {
          attachments: [
            { contentType: 'application/vnd.microsoft.card.adaptive', content: answerCard(view, messages) },
          ],
        }
      : {}),
  };
}

/** Buttons under the message that ask the next question; Teams shows them in personal chats only. */
export function withFollowUps(activity: Partial<Activity>, answer: Answer, userId: string): Partial<Activity> {
  if (answer.followUps.length === 0) return activity;
  return {
    ...activity,
    suggestedActions: {
      to: [userId],
      actions: answer.followUps.map((text) => ({ type: 'imBack', title: text, value: text })),
    },
  };
}

function hasCard(answer: Answer): boolean {
  return answer.citations.length > 0 || answer.outcome === 'no-source';
}

function messageText(answer: Answer, messages: Messages): string {
  const spoken = literal(answer.spoken);
  const isShared = answer.notices.some((notice) => notice.kind === 'private-chat');
  if (answer.outcome === 'no-source') {
    const next = isShared ? messages.answers.notices.privateChat : messages.answers.couldSay(spoken);
    return `${messages.answers.noSource} ${next}`;
  }
  const mark = spokenMarks(answer)
    .map((n) => ` [${n}]`)
    .join('');
  return `${spoken}${mark}${isShared ? ` ${messages.answers.notices.privateChat}` : ''}`;
}

/** The first source, and the caller's record where the sentence begins with what it says. */
function spokenMarks({ citations }: Answer): number[] {
  const record = citations.find(({ origin }) => origin === 'crm');
  return [...new Set([citations[0], record].flatMap((citation) => citation?.n ?? []))];
}

/** Markdown that a document or a question happens to contain is shown, not obeyed. */
export function literal(text: string): string {
  return text.replace(/[\\`*_[\]<>#~|]/g, (character) => `\\${character}`);
}

/** The root `https://schema.org/Message` entity: citations in the text, and the AI label when a model wrote it. */
function messageEntity(answer: Answer, text: string, messages: Messages): Entity {
  const cited = answer.citations.filter(({ n }) => text.includes(` [${n}]`));
  return {
    type: 'https://schema.org/Message',
    '@type': 'Message',
    '@context': 'https://schema.org',
    '@id': '',
    ...(answer.mode === 'model' ? { additionalType: ['AIGeneratedContent'] } : {}),
    ...sensitivityLabel(answer, messages),
    citation: cited.map((citation) => claim(citation, messages)),
  };
}

/** The label Teams shows beside the message; "Add sensitivity label" in the documentation of AI messages. */
function sensitivityLabel({ sensitivity }: Answer, messages: Messages): object {
  if (sensitivity === undefined) return {};
  const name = cut(sensitivity, CITATION_NAME_CHARACTERS);
  return { usageInfo: { '@type': 'CreativeWork', name, description: messages.cards.sensitivityMeaning } };
}

function claim(citation: Citation, messages: Messages): object {
  return {
    '@type': 'Claim',
    position: citation.n,
    appearance: {
      '@type': 'DigitalDocument',
      name: cut(`${citation.title}${placeText(citation, messages)}`, CITATION_NAME_CHARACTERS),
      abstract: cut(citation.snippet, CITATION_ABSTRACT_CHARACTERS),
      ...(citation.url === undefined ? {} : { url: citation.url }),
    },
  };
}

function cut(text: string, characters: number): string {
  return text.length <= characters
    ? text
    : `${text
        .slice(0, characters - 1)
        .toWellFormed()
        .replace(/\uFFFD$/, '')}…`;
}

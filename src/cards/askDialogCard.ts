import type { Messages } from '../messages/messages.ts';
import { type AdaptiveCard, fillCard } from './adaptiveCard.ts';
import template from './templates/askDialog.json' with { type: 'json' };

/** The dialog of "Ask Earpiece": one question, filled in from the message it was opened on. */
export function askDialogCard(question: string, messages: Messages): AdaptiveCard {
  const words = messages.cards;
  return fillCard(template, {
    language: messages.language,
    title: words.askTitle,
    fallback: words.cannotShow,
    questionLabel: words.questionLabel,
    placeholder: words.questionPlaceholder,
    question,
    questionMissing: messages.answers.empty,
    hint: words.askHint,
    askTitle: words.ask,
  });
}

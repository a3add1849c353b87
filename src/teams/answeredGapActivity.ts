import type { Activity } from 'botbuilder';
import type { AnswerCardView } from '../cards/answerCard.ts';
import { shownText } from '../cards/shownText.ts';
import type { Messages } from '../messages/messages.ts';
import { answerActivity, literal } from './answerActivity.ts';

const QUESTION_CHARACTERS = 160;

/** The message that tells somebody of an answer they had missed: their question, then the answer as always. */
export function answeredGapActivity(question: string, view: AnswerCardView, messages: Messages): Partial<Activity> {
  const activity = answerActivity(view, messages);
  const asked = shownText(question.replace(/\s+/g, ' ').trim(), QUESTION_CHARACTERS);
  return { ...activity, text: `${messages.gaps.answeredNow(literal(asked))} ${activity.text ?? ''}` };
}

import { randomUUID } from 'node:crypto';
import { CardFactory, type MessagingExtensionResult, type TaskModuleTaskInfo, type TurnContext } from 'botbuilder';
import { type AnswersByReader, askForReaders } from '../../answers/askForReaders.ts';
import { auditAnswer } from '../../answers/auditAnswer.ts';
import { currentLease } from '../../calls/currentLease.ts';
import { answerCard } from '../../cards/answerCard.ts';
import { askDialogCard } from '../../cards/askDialogCard.ts';
import type { Answer } from '../../domain/answer.ts';
import type { Question } from '../../domain/question.ts';
import type { TeamsPorts, TeamsSettings } from '../ports.ts';
import { refuseTooMuch } from '../refuseTooMuch.ts';
import { readTurn, type Turn } from '../readTurn.ts';
import { sendFullAnswer } from '../sendFullAnswer.ts';

/** Teams gives an invoke five seconds. */
const ANSWER_DEADLINE_MS = 3500;
const QUESTION_CHARACTERS = 4000;
/** In their own chat people wait as long as for any answer. */
const FULL_ANSWER_MS = 12_000;

/** Opens "Ask Earpiece": from a message with its words filled in, from the compose box empty. */
export async function openAskDialog(context: TurnContext, ports: TeamsPorts): Promise<TaskModuleTaskInfo> {
  const turn = await readTurn(context, ports);
  const value = context.activity.value as { messagePayload?: { body?: { content?: unknown } } } | undefined;
  const content = value?.messagePayload?.body?.content;
  const question =
    typeof content === 'string'
      ? withoutTags(content.slice(0, 2 * QUESTION_CHARACTERS)).slice(0, QUESTION_CHARACTERS)
      : '';
  return {
    title: turn.messages.cards.askTitle,
    width: 'medium',
    height: 'medium',
    card: CardFactory.adaptiveCard(askDialogCard(question, turn.messages)),
  };
}

/** Answers the dialog's question with a card to insert; whoever reads the conversation may read all of it. */
export async function submitAskDialog(
  { context, data }: { context: TurnContext; data: { question?: unknown } },
  ports: TeamsPorts,
  settings: TeamsSettings,
): Promise<MessagingExtensionResult | TaskModuleTaskInfo | string> {
  const turn = await readTurn(context, ports);
  const question = typeof data.question === 'string' ? data.question.trim() : '';
  if (question === '') {
    return { title: turn.messages.cards.askTitle, card: CardFactory.adaptiveCard(askDialogCard('', turn.messages)) };
  }
  const tooMuch = await refuseTooMuch({ turn, kind: 'question' }, ports, settings);
  if (tooMuch !== undefined) return tooMuch;
  const asked = await ask({ turn, text: question }, ports);
  const { full } = asked;
  const isReachable = (await ports.conversations.personalChatOf(turn.agent.agentId)) !== undefined;
  const answer = full === undefined || isReachable ? asked.shown : withoutPromise(asked.shown, turn);
  if (full !== undefined && isReachable) {
    // The turn is over by then, and its context with it.
    const left = { adapter: context.adapter, sendActivity: () => Promise.resolve() };
    const own = { context: left, turn, question: asked.question, answer: full, withinMs: FULL_ANSWER_MS };
    settings.afterwards(() => sendFullAnswer(own, ports, settings));
  }
  const { agent, tenantId } = turn;
  const record = { answerId: randomUUID(), at: ports.clock.now(), agentId: agent.agentId, tenantId, question };
  await auditAnswer({ ...record, where: 'ask dialog', answer }, ports);
  const card = answerCard({ answerId: '', answer, showsSpoken: true, hasButtons: false }, turn.messages);
  return {
    type: 'result',
    attachmentLayout: 'list',
    attachments: [
      {
        ...CardFactory.adaptiveCard(card),
        preview: CardFactory.thumbnailCard(turn.messages.cards.askTitle, undefined, undefined, {
          text: asHtml(answer.spoken),
        }),
      },
    ],
  };
}

/** What may be inserted here and, where the asker may read more, the answer for their own chat with us. */
async function ask(
  { turn, text }: { turn: Turn; text: string },
  ports: TeamsPorts,
): Promise<AnswersByReader & { question: Question }> {
  const question: Question = {
    text,
    asker: turn.agent,
    readers: 'many',
    history: [],
    language: turn.messages.language,
    now: ports.clock.now(),
    lease: await currentLease(turn.agent, ports),
  };
  const answers = await askForReaders(question, ports, AbortSignal.timeout(ANSWER_DEADLINE_MS));
  return { question, ...answers };
}

/** Whoever has no chat with us is told so instead of being promised an answer there. */
function withoutPromise(shown: Answer, { messages }: Turn): Answer {
  const notices = shown.notices.filter(({ kind }) => kind !== 'private-chat');
  const isPromise = shown.citations.length === 0 && shown.outcome === 'answered';
  const words = messages.chat.unreachable;
  return isPromise ? { ...shown, spoken: words, text: words, notices } : { ...shown, notices };
}

/** Teams reads the text of a preview as HTML. */
function asHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function withoutTags(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&nbsp;/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

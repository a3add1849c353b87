import { randomUUID } from 'node:crypto';
import type { TurnContext } from 'botbuilder';
import { askForReaders } from '../../answers/askForReaders.ts';
import { recallHistory } from '../../answers/recallHistory.ts';
import type { Answer } from '../../domain/answer.ts';
import { answerActivity, withFollowUps } from '../answerActivity.ts';
import type { TeamsPorts, TeamsSettings } from '../ports.ts';
import { readTurn, type Turn } from '../readTurn.ts';
import { sendFullAnswer } from '../sendFullAnswer.ts';
import { typingUnlessAnsweredSoon } from '../typing.ts';
import { rememberConversation } from '../rememberConversation.ts';

/** A question gets its answer within this time or an honest "too late". */
const ANSWER_DEADLINE_MS = 12_000;

const HELP = /^(help|hilfe|\?|\/help|was kannst du|what can you do)[?.! ]*$/i;

/** Answers a typed message: the answer, help, or what to do instead. */
export async function answerInChat(context: TurnContext, ports: TeamsPorts, settings: TeamsSettings): Promise<void> {
  const turn = await readTurn(context, ports);
  await rememberConversation(context, turn, ports);
  if (turn.text === '' || HELP.test(turn.text)) {
    const hasAttachment = (context.activity.attachments ?? []).some(({ contentType }) => contentType !== 'text/html');
    await context.sendActivity(
      turn.text === '' && hasAttachment ? turn.messages.chat.attachmentOnly : turn.messages.chat.help,
    );
    return;
  }
  const typing = typingUnlessAnsweredSoon(context, ports.log);
  const { shown, full } = await ask(turn, ports).finally(() => typing.stop());
  await sendAnswer(context, turn, shown, ports);
  if (full !== undefined) await sendFullAnswer({ context, turn, answer: full }, ports, settings);
}

async function ask(turn: Turn, ports: TeamsPorts): Promise<{ shown: Answer; full?: Answer }> {
  const now = ports.clock.now();
  const history = await recallHistory({ conversationId: turn.conversationId, agentId: turn.agent.agentId, now }, ports);
  const readers = turn.kind === 'personal' ? 'one' : 'many';
  return askForReaders(
    { text: turn.text, asker: turn.agent, readers, history, language: turn.messages.language, now },
    ports,
    AbortSignal.timeout(ANSWER_DEADLINE_MS),
  );
}

async function sendAnswer(context: TurnContext, turn: Turn, answer: Answer, ports: TeamsPorts): Promise<void> {
  const answerId = randomUUID();
  await ports.answers.save({
    answerId,
    conversationId: turn.conversationId,
    agentId: turn.agent.agentId,
    askedAt: ports.clock.now(),
    question: turn.text,
    answer,
  });
  const activity = answerActivity({ answerId, answer }, turn.messages);
  const sent = await context.sendActivity(
    turn.kind === 'personal' ? withFollowUps(activity, answer, context.activity.from.id) : activity,
  );
  if (sent?.id !== undefined) await ports.answers.sentAs(answerId, sent.id);
}

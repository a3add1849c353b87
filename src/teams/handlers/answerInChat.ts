import { randomUUID } from 'node:crypto';
import type { TurnContext } from 'botbuilder';
import { type AnswersByReader, askForReaders } from '../../answers/askForReaders.ts';
import { auditAnswer } from '../../answers/auditAnswer.ts';
import { noteGap } from '../../answers/flagGap.ts';
import { recallHistory } from '../../answers/recallHistory.ts';
import { answerActivity, withFollowUps } from '../answerActivity.ts';
import type { TeamsPorts, TeamsSettings } from '../ports.ts';
import { readTurn, type Turn } from '../readTurn.ts';
import { sendFullAnswer } from '../sendFullAnswer.ts';
import { typingUnlessAnsweredSoon } from '../typing.ts';
import { rememberConversation } from '../rememberConversation.ts';
import { listGaps } from './listGaps.ts';

/** A question gets its answer within this time or an honest "too late". */
const ANSWER_DEADLINE_MS = 12_000;

const HELP = /^(help|hilfe|\?|\/help|was kannst du|what can you do)[?.! ]*$/i;
const GAPS = /^\/?(?:(?:knowledge )?gaps|(?:wissens)?l(?:ü|ue)cken)[?.! ]*$/i;

/** Answers a typed message: the answer, help, an admin's list of gaps, or what to do instead. */
export async function answerInChat(context: TurnContext, ports: TeamsPorts, settings: TeamsSettings): Promise<void> {
  const turn = await readTurn(context, ports);
  await rememberConversation(context, turn, ports);
  if (turn.text === '' || HELP.test(turn.text)) {
    const hasAttachment = (context.activity.attachments ?? []).some(({ contentType }) => contentType !== 'text/html');
    await context.sendActivity(turn.text === '' && hasAttachment ? turn.messages.chat.attachmentOnly : helpText(turn));
    return;
  }
  if (GAPS.test(turn.text)) {
    await listGaps(context, turn, ports);
    return;
  }
  const typing = typingUnlessAnsweredSoon(context, ports.log);
  const answers = await ask(turn, ports).finally(() => typing.stop());
  await sendAnswer({ context, turn, answers }, ports);
  const { full } = answers;
  if (full !== undefined) await sendFullAnswer({ context, turn, answer: full }, ports, settings);
}

function helpText({ agent, messages }: Turn): string {
  return agent.roles.includes('admin') ? `${messages.chat.help} ${messages.gaps.help}` : messages.chat.help;
}

async function ask(turn: Turn, ports: TeamsPorts): Promise<AnswersByReader> {
  const now = ports.clock.now();
  const history = await recallHistory({ conversationId: turn.conversationId, agentId: turn.agent.agentId, now }, ports);
  const readers = turn.kind === 'personal' ? 'one' : 'many';
  return askForReaders(
    { text: turn.text, asker: turn.agent, readers, history, language: turn.messages.language, now },
    ports,
    AbortSignal.timeout(ANSWER_DEADLINE_MS),
  );
}

interface AnsweredTurn {
  context: TurnContext;
  turn: Turn;
  answers: AnswersByReader;
}

async function sendAnswer({ context, turn, answers }: AnsweredTurn, ports: TeamsPorts): Promise<void> {
  const answerId = randomUUID();
  const answer = answers.shown;
  const record = {
    answerId,
    conversationId: turn.conversationId,
    agentId: turn.agent.agentId,
    askedAt: ports.clock.now(),
    question: turn.text,
  };
  await Promise.all([
    ports.answers.save({ ...record, answer }),
    noteGap({ record, ...answers }, ports),
    auditAnswer(
      { ...record, at: record.askedAt, tenantId: turn.tenantId, where: `conversation ${turn.conversationId}`, answer },
      ports,
    ),
  ]);
  const activity = answerActivity({ answerId, answer }, turn.messages);
  const sent = await context.sendActivity(
    turn.kind === 'personal' ? withFollowUps(activity, answer, context.activity.from.id) : activity,
  );
  if (sent?.id !== undefined) await ports.answers.sentAs(answerId, sent.id);
}

import { randomUUID } from 'node:crypto';
import type { TurnContext } from 'botbuilder';
import { type AnswersByReader, askForReaders } from '../../answers/askForReaders.ts';
import { auditAnswer } from '../../answers/auditAnswer.ts';
import { noteGap } from '../../answers/flagGap.ts';
import { currentLease } from '../../calls/currentLease.ts';
import type { Lease } from '../../domain/lease.ts';
import { recallHistory } from '../../answers/recallHistory.ts';
import { answerActivity, withFollowUps } from '../answerActivity.ts';
import type { TeamsPorts, TeamsSettings } from '../ports.ts';
import { readTurn, type Turn } from '../readTurn.ts';
import { sendFullAnswer } from '../sendFullAnswer.ts';
import { typingUnlessAnsweredSoon } from '../typing.ts';
import { rememberConversation } from '../rememberConversation.ts';
import { listGaps } from './listGaps.ts';
import { answerSignIn } from './signIn.ts';
import { tellWhoAmI } from './tellWhoAmI.ts';
import { refuseTooMuch } from '../refuseTooMuch.ts';
import { remarkOnSignIn } from '../remarkOnSignIn.ts';
import { authorize } from '../../guards/authorize.ts';

/** A question gets its answer within this time or an honest "too late". */
const ANSWER_DEADLINE_MS = 12_000;

const HELP = /^(help|hilfe|\?|\/help|was kannst du|what can you do)[?.! ]*$/i;
const GAPS = /^\/?(?:(?:knowledge )?gaps|(?:wissens)?l(?:ü|ue)cken)[?.! ]*$/i;
const WHO_AM_I = /^\/?(?:who ?am ?i|wer ?bin ?ich)[?.! ]*$/i;
const SIGN_IN = /^\/?(?:sign ?in|log ?in|anmelden|einloggen)[?.! ]*$/i;

/** Answers a typed message: the answer, help, an admin's list of gaps, or what to do instead. */
export async function answerInChat(context: TurnContext, ports: TeamsPorts, settings: TeamsSettings): Promise<void> {
  const turn = await readTurn(context, ports);
  await rememberConversation(context, turn, ports);
  const tooMuch = await refuseTooMuch({ turn, kind: 'question' }, ports, settings);
  if (tooMuch !== undefined) {
    await context.sendActivity(tooMuch);
    return;
  }
  if (await obey({ context, turn }, ports, settings)) return;
  const typing = typingUnlessAnsweredSoon(context, ports.log);
  const lease = await currentLease(turn.agent, ports);
  const answers = await ask(turn, lease, ports)
    .then((given) => remarkOnSignIn({ turn, answers: given }, ports, settings))
    .finally(() => typing.stop());
  const callId = lease?.callId;
  await sendAnswer({ context, turn, answers, callId }, ports);
  const { full } = answers;
  if (full !== undefined) await sendFullAnswer({ context, turn, answer: full, callId }, ports, settings);
}

interface TypedTurn {
  context: TurnContext;
  turn: Turn;
}

/** Does what a typed command says; false when the text is none and wants an answer. */
async function obey({ context, turn }: TypedTurn, ports: TeamsPorts, settings: TeamsSettings): Promise<boolean> {
  if (turn.text === '' || HELP.test(turn.text)) {
    const hasAttachment = (context.activity.attachments ?? []).some(({ contentType }) => contentType !== 'text/html');
    const isFileAlone = turn.text === '' && hasAttachment;
    await context.sendActivity(isFileAlone ? turn.messages.chat.attachmentOnly : helpText(turn, settings));
  } else if (GAPS.test(turn.text)) await listGaps(context, turn, ports);
  else if (WHO_AM_I.test(turn.text)) await tellWhoAmI(context, turn, ports);
  else if (SIGN_IN.test(turn.text)) await answerSignIn({ context, turn }, ports, settings);
  else return false;
  return true;
}

function helpText({ agent, messages }: Turn, { signIn }: TeamsSettings): string {
  return [
    messages.chat.help,
    ...(signIn === undefined ? [] : [messages.access.signIn.help]),
    ...(authorize(agent, 'listGaps') === undefined ? [messages.gaps.help] : []),
  ].join(' ');
}

async function ask(turn: Turn, lease: Lease | undefined, ports: TeamsPorts): Promise<AnswersByReader> {
  const now = ports.clock.now();
  const asked = { conversationId: turn.conversationId, agentId: turn.agent.agentId, callId: lease?.callId, now };
  const history = await recallHistory(asked, ports);
  const readers = turn.kind === 'personal' ? 'one' : 'many';
  return askForReaders(
    { text: turn.text, asker: turn.agent, readers, history, language: turn.messages.language, now, lease },
    ports,
    AbortSignal.timeout(ANSWER_DEADLINE_MS),
  );
}

interface AnsweredTurn {
  context: TurnContext;
  turn: Turn;
  answers: AnswersByReader;
  /** The asker's call. */
  callId: string | undefined;
}

async function sendAnswer({ context, turn, answers, callId }: AnsweredTurn, ports: TeamsPorts): Promise<void> {
  const answerId = randomUUID();
  const answer = answers.shown;
  const record = {
    answerId,
    conversationId: turn.conversationId,
    agentId: turn.agent.agentId,
    askedAt: ports.clock.now(),
    question: turn.text,
    callId,
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

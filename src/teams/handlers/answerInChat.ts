import type { Activity, TurnContext } from 'botbuilder';
import { type AnswersByReader, askForReaders, forReaders } from '../../answers/askForReaders.ts';
import { noteGap } from '../../answers/flagGap.ts';
import { currentLease } from '../../calls/currentLease.ts';
import { recallHistory } from '../../answers/recallHistory.ts';
import type { Answer } from '../../domain/answer.ts';
import type { Question } from '../../domain/question.ts';
import type { AnswerRecord } from '../../ports/answerLog.ts';
import { withFollowUps } from '../answerActivity.ts';
import type { TeamsPorts, TeamsSettings } from '../ports.ts';
import { readTurn, type Turn } from '../readTurn.ts';
import { sendAnswer, type SentAnswer } from '../sendAnswer.ts';
import { sendFullAnswer } from '../sendFullAnswer.ts';
import { typingUnlessAnsweredSoon } from '../typing.ts';
import { rememberConversation } from '../rememberConversation.ts';
import { askAboutCall } from './askAboutCall.ts';
import { obeyAdminCommand } from './adminCommands.ts';
import { obeyAlertCommand } from './alertsCommands.ts';
import { obeyDeskCommand } from './deskCommands.ts';
import { listDrafts } from './listDrafts.ts';
import { listGaps } from './listGaps.ts';
import { answerSignIn } from './signIn.ts';
import { takeDocument } from './takeDocument.ts';
import { takeTranscript } from './takeTranscript.ts';
import { tellWhoAmI } from './tellWhoAmI.ts';
import { refuseTooMuch } from '../refuseTooMuch.ts';
import { remarkOnSignIn } from '../remarkOnSignIn.ts';
import { authorize } from '../../guards/authorize.ts';

/** A question gets its answer within this time or an honest "too late". */
const ANSWER_DEADLINE_MS = 12_000;

const HELP = /^(help|hilfe|\?|\/help|was kannst du|what can you do)[?.! ]*$/i;
const GAPS = /^\/?(?:(?:knowledge )?gaps|(?:wissens)?l(?:ü|ue)cken)[?.! ]*$/i;
const NOTES = /^\/?(?:(?:my |unapproved )?notes|(?:meine |offene )?notizen)[?.! ]*$/i;
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
  if (await takeDocument({ context, turn }, ports, settings)) return;
  if (await takeTranscript(context, turn, ports)) return;
  if (await obey({ context, turn }, ports, settings)) return;
  if (await askAboutCall(context, turn, ports)) return;
  const giveUpAt = performance.now() + ANSWER_DEADLINE_MS;
  const typing = typingUnlessAnsweredSoon(context, ports.log);
  const drafted = await draftAnswers(turn, ports, settings).finally(() => typing.stop());
  const asked = { context, turn, ...drafted, withinMs: giveUpAt - performance.now() };
  const { full } = drafted.answers;
  const { settled } = await sendShown(asked, ports);
  if (full !== undefined) await sendFullAnswer({ ...asked, answer: full }, ports, settings);
  await settled;
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
  else if (NOTES.test(turn.text)) await listDrafts(context, turn, ports);
  else if (WHO_AM_I.test(turn.text)) await tellWhoAmI(context, turn, ports);
  else if (SIGN_IN.test(turn.text)) await answerSignIn({ context, turn }, ports, settings);
  else if (await obeyAdminCommand({ context, turn }, ports, settings)) return true;
  else return (await obeyAlertCommand(context, turn, ports)) || obeyDeskCommand({ context, turn }, ports, settings);
  return true;
}

function helpText({ agent, messages }: Turn, { signIn }: TeamsSettings): string {
  return [
    messages.chat.help,
    ...(signIn === undefined ? [] : [messages.access.signIn.help]),
    ...(authorize(agent, 'listGaps') === undefined ? [messages.gaps.help] : []),
    ...(authorize(agent, 'examineHouse') === undefined ? [messages.admin.help] : []),
    ...(authorize(agent, 'acknowledgeAlert') === undefined ? [messages.alerts.help] : []),
  ].join(' ');
}

async function draftAnswers(
  turn: Turn,
  ports: TeamsPorts,
  settings: TeamsSettings,
): Promise<Pick<AnsweredTurn, 'question' | 'answers'>> {
  const question = await questionOf(turn, ports);
  const answers = await askForReaders(question, ports, AbortSignal.timeout(ANSWER_DEADLINE_MS));
  return { question, answers: await remarkOnSignIn({ turn, answers }, ports, settings) };
}

async function questionOf(turn: Turn, ports: TeamsPorts): Promise<Question> {
  const now = ports.clock.now();
  const lease = await currentLease(turn.agent, ports);
  const { conversationId, readerGroups } = turn;
  const asked = { conversationId, agentId: turn.agent.agentId, callId: lease?.callId, readerGroups, now };
  const history = await recallHistory(asked, ports);
  const readers = turn.kind === 'personal' ? 'one' : 'many';
  return { text: turn.text, asker: turn.agent, readers, history, language: turn.messages.language, now, lease };
}

interface AnsweredTurn {
  context: TurnContext;
  turn: Turn;
  question: Question;
  answers: AnswersByReader;
  withinMs: number;
}

/** The answer everyone in the conversation may read; a model improves it with everyone's rights, too. */
function sendShown(
  { context, turn, question, answers, withinMs }: AnsweredTurn,
  ports: TeamsPorts,
): Promise<SentAnswer> {
  const { full, shown: draft } = answers;
  const decorated = (activity: Partial<Activity>, answer: Answer): Partial<Activity> =>
    turn.kind === 'personal' ? withFollowUps(activity, answer, context.activity.from.id) : activity;
  const place = {
    conversationId: turn.conversationId,
    messages: turn.messages,
    send: async (activity: Partial<Activity>, answer: Answer) =>
      (await context.sendActivity(decorated(activity, answer)))?.id,
    update: (activity: Partial<Activity>, answer: Answer) => context.updateActivity(decorated(activity, answer)),
  };
  const ready = {
    question: forReaders(question),
    draft,
    tenantId: turn.tenantId,
    withinMs,
    settle: (record: Omit<AnswerRecord, 'answer'>, shown: Answer) => noteGap({ record, shown, full }, ports),
  };
  return sendAnswer(ready, place, ports);
}

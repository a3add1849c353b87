import { randomUUID } from 'node:crypto';
import type { Activity } from 'botbuilder';
import { answerWithModel, isWorthAModel } from '../answers/model/answerWithModel.ts';
import { auditAnswer } from '../answers/auditAnswer.ts';
import { withSensitivity } from '../answers/withSensitivity.ts';
import type { Answer } from '../domain/answer.ts';
import type { Question } from '../domain/question.ts';
import type { Messages } from '../messages/messages.ts';
import type { AnswerRecord } from '../ports/answerLog.ts';
import { answerActivity } from './answerActivity.ts';
import { forgottenActivity } from './callActivity.ts';
import type { TeamsPorts } from './ports.ts';
import { persist, STORE_PAUSES_MS } from './persist.ts';
import { recheckAnswer } from './recheckAnswer.ts';

/** Where an answer appears. */
export interface AnswerPlace {
  conversationId: string;
  messages: Messages;
  /** Sends a message; resolves to its id. */
  send(activity: Partial<Activity>, answer: Answer): Promise<string | undefined>;
  /** Replaces the message with the id that `activity` carries. */
  update(activity: Partial<Activity>, answer: Answer): Promise<unknown>;
}

/** An answer straight from the sources, ready to be sent. */
export interface ReadyAnswer {
  question: Question;
  draft: Answer;
  tenantId: string | undefined;
  /** Time left until nobody waits any more. */
  withinMs: number;
  /** Told once what the answer is in the end, before people see it. */
  settle(record: Omit<AnswerRecord, 'answer'>, answer: Answer): Promise<void>;
}

/** A model that is done within this time spares people the first form of the answer. */
const DONE_SOON_MS = 200;
/** An update may be sent twice. */
const UPDATE_PAUSES_MS = [500, 2000];

/** An answer people can read; `settled` resolves when it will not change any more. */
export interface SentAnswer {
  settled: Promise<void>;
}

/**
 * Sends the answer straight from the sources at once and, where a model is configured, replaces it in place by the
 * model's or by an honest line why that did not come. Resolves when people can read the first form.
 */
export async function sendAnswer(ready: ReadyAnswer, place: AnswerPlace, ports: TeamsPorts): Promise<SentAnswer> {
  const { question, draft } = ready;
  const record = {
    answerId: randomUUID(),
    conversationId: place.conversationId,
    agentId: question.asker.agentId,
    askedAt: ports.clock.now(),
    question: question.text,
    callId: question.lease?.callId,
    customerId: question.lease?.customer.kind === 'known' ? question.lease.customer.customerId : undefined,
  };
  const { answerId } = record;
  // Before anybody reads it: an answer that cannot be recorded is not shown.
  const audit = (answer: Answer) => {
    const where = `conversation ${place.conversationId}`;
    return auditAnswer({ ...record, at: record.askedAt, tenantId: ready.tenantId, where, answer }, ports);
  };
  const save = (answer: Answer) => ports.answers.save({ ...record, answer });
  // Nor does anything reach a model that could not be recorded.
  if (isForModel(ready, ports)) await audit(draft);
  const improvement = improve(ready, place, ports);
  const soon = improvement === undefined ? draft : await doneSoon(improvement);
  const first: Answer = soon ?? { ...draft, notices: [...draft.notices, { kind: 'improving' }] };
  const isRecorded = improvement !== undefined && soon === undefined;
  await Promise.all([save(first), isRecorded || audit(first), soon && ready.settle(record, soon)]);
  const id = await place.send(answerActivity({ answerId, answer: first }, place.messages), first);
  const message = { id, first, record, ready, place };
  // People have their answer: whatever fails from here on must not tell them otherwise.
  const placed = persist(() => notePlace(message, ports), STORE_PAUSES_MS).catch(logged('place not noted', ports));
  if (soon !== undefined || improvement === undefined) return { settled: placed };
  const recheck = (better: Answer) => recheckAnswer({ question, draft, better }, ports);
  const replace = async (): Promise<void> => {
    const better = await recheck(await improvement);
    // One after the other: what is saved can be opened by a button.
    await audit(better);
    await show(better, message, ports);
  };
  // What cannot be recorded is not shown; the first form was, and must not go on promising another.
  const keepFirst = async (error: unknown): Promise<void> => {
    logged('answer not replaced', ports)(error);
    const keep = async (): Promise<void> => show(await recheck(withoutModel(draft)), message, ports);
    await persist(keep, STORE_PAUSES_MS).catch(logged('answer left unfinished', ports));
  };
  return { settled: placed.then(replace).catch(keepFirst) };
}

/** A message that people can read. */
interface StandingAnswer {
  /** Undefined where nobody knows it: then it stays as it is. */
  id: string | undefined;
  first: Answer;
  record: Omit<AnswerRecord, 'answer'>;
  ready: ReadyAnswer;
  place: AnswerPlace;
}

async function notePlace(message: StandingAnswer, ports: TeamsPorts): Promise<void> {
  const { id, first, record, place } = message;
  if (id === undefined || (await ports.answers.sentAs(record.answerId, id))) return;
  // The customer was forgotten while it was on its way.
  await update({ activity: forgottenActivity(place.messages), answer: first }, message, ports);
}

/** Records what the answer is in the end, then shows it. */
async function show(answer: Answer, message: StandingAnswer, ports: TeamsPorts): Promise<void> {
  const { record, ready, place } = message;
  // Whoever was forgotten while the model thought does not come back with its answer.
  const isKept = await ports.answers.replace({ ...record, answer });
  if (isKept) await ready.settle(record, answer);
  const { messages } = place;
  const activity = isKept
    ? answerActivity({ answerId: record.answerId, answer }, messages)
    : forgottenActivity(messages);
  await update({ activity, answer }, message, ports);
}

async function update(
  { activity, answer }: { activity: Partial<Activity>; answer: Answer },
  { id, place }: StandingAnswer,
  ports: TeamsPorts,
): Promise<void> {
  if (id === undefined) return;
  const send = () => place.update({ ...activity, id }, answer);
  // Perhaps the message was deleted. People have an answer; a second one in their chat would only confuse.
  await persist(send, UPDATE_PAUSES_MS).catch(logged('message not replaced', ports));
}

function logged(what: string, { log }: TeamsPorts): (error: unknown) => void {
  return (error) => log.warn({ kind: error instanceof Error ? error.name : typeof error }, what);
}

/** What was said already must not stay marked as unfinished. */
function withoutModel(draft: Answer): Answer {
  return { ...draft, notices: [...draft.notices, { kind: 'kept', why: 'down' }] };
}

function isForModel({ draft }: ReadyAnswer, { modelHouse }: TeamsPorts): boolean {
  return modelHouse !== undefined && isWorthAModel(draft);
}

/** The better answer, or the same one with a line why there is none; undefined when no model is asked. */
function improve(ready: ReadyAnswer, place: AnswerPlace, ports: TeamsPorts): Promise<Answer> | undefined {
  const { modelHouse: house } = ports;
  const { question, draft, withinMs } = ready;
  if (house === undefined || !isForModel(ready, ports)) return undefined;
  const drafted = { question, draft, conversationId: place.conversationId, withinMs };
  const signal = AbortSignal.timeout(Math.max(1, Math.ceil(withinMs)));
  const answer = answerWithModel(drafted, { ...ports, house }, signal).catch((error: unknown): Answer => {
    ports.log.error({ kind: error instanceof Error ? error.name : typeof error }, 'answer not improved');
    return withoutModel(draft);
  });
  return answer.then((given) => withSensitivity(given, ports.sensitivityLabels));
}

async function doneSoon(improvement: Promise<Answer>): Promise<Answer | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const later = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), DONE_SOON_MS);
  });
  return Promise.race([improvement, later]).finally(() => clearTimeout(timer));
}

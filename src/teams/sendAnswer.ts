import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
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
  if (id !== undefined && !(await ports.answers.sentAs(answerId, id))) {
    // The customer was forgotten while it was on its way.
    await place.update({ ...forgottenActivity(place.messages), id }, first);
  }
  if (soon !== undefined || improvement === undefined) return { settled: Promise.resolve() };
  const replace = async (): Promise<void> => {
    const better = await recheckAnswer({ question, draft, better: await improvement }, ports);
    // One after the other: what is saved can be opened by a button.
    await audit(better);
    // Whoever was forgotten while the model thought does not come back with its answer.
    const isKept = await ports.answers.replace({ ...record, answer: better });
    if (isKept) await ready.settle(record, better);
    if (id === undefined) return;
    const { messages } = place;
    const now = isKept ? answerActivity({ answerId, answer: better }, messages) : forgottenActivity(messages);
    const activity = { ...now, id };
    await persist(() => place.update(activity, better));
  };
  return {
    settled: replace().catch((error: unknown) => {
      // Perhaps the message was deleted. People have an answer; a second one in their chat would only confuse.
      ports.log.warn({ kind: error instanceof Error ? error.name : typeof error }, 'answer not replaced');
    }),
  };
}

/** An update may be sent twice; one that fails would leave the first form promising a better one. */
async function persist(update: () => Promise<unknown>): Promise<void> {
  for (const pauseMs of UPDATE_PAUSES_MS) {
    const isDone = await update().then(
      () => true,
      () => false,
    );
    if (isDone) return;
    await sleep(pauseMs);
  }
  await update();
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
    // What was said already must not stay marked as unfinished.
    ports.log.error({ kind: error instanceof Error ? error.name : typeof error }, 'answer not improved');
    return { ...draft, notices: [...draft.notices, { kind: 'kept', why: 'down' }] };
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

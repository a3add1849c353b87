import type { Answer } from '../domain/answer.ts';
import type { AnswerRecord } from '../ports/answerLog.ts';
import { pseudonymsOf } from '../domain/personalData/pseudonyms.ts';
import type { Clock } from '../ports/clock.ts';
import type { CustomerStore } from '../ports/customerStore.ts';
import type { GapStore, KnowledgeGap } from '../ports/gapStore.ts';
import type { Leases } from '../ports/leases.ts';

/** Which answer left something to be desired, in whose eyes. */
export interface GapReport {
  record: Pick<AnswerRecord, 'answerId' | 'question' | 'callId' | 'customerId'>;
  agentId: string;
  why: KnowledgeGap['why'];
}

interface GapPorts {
  gaps: Pick<GapStore, 'save'>;
  customers: Pick<CustomerStore, 'find'>;
  leases: Pick<Leases, 'find'>;
  clock: Clock;
}

/**
 * Tells the knowledge team once per answer and reason, without who was calling; returns false when they knew already.
 */
export async function flagGap(report: GapReport, ports: GapPorts): Promise<boolean> {
  const { answerId } = report.record;
  const callers = await Promise.all((await callersOf(report.record, ports)).map((id) => ports.customers.find(id)));
  const known = callers.filter((customer) => customer !== undefined);
  const question = pseudonymsOf(known).mask(report.record.question);
  return ports.gaps.save({
    gapId: `${report.why}:${answerId}`,
    answerId,
    question,
    agentId: report.agentId,
    why: report.why,
    at: ports.clock.now(),
  });
}

/** Everybody who may have been calling: whoever was settled on, then or since, and whoever shares the number. */
async function callersOf({ callId, customerId }: GapReport['record'], { leases }: GapPorts): Promise<string[]> {
  const call = callId === undefined ? undefined : await leases.find(callId);
  const ids = [customerId, call?.customerId, ...(call?.candidates ?? [])];
  return [...new Set(ids.filter((id) => id !== undefined))];
}

/** An answer for those who read along and, when the asker may read more, the one for their own chat. */
interface AnsweredQuestion {
  record: Omit<AnswerRecord, 'answer'>;
  shown: Answer;
  full?: Answer | undefined;
}

/** Tells the knowledge team when nobody got an answer; somebody whose own chat has one lacks nothing. */
export async function noteGap({ record, shown, full }: AnsweredQuestion, ports: GapPorts): Promise<void> {
  // Without a call there was no record to look at; documents would not have helped.
  const lacksCall = shown.notices.some(({ kind }) => kind === 'no-call');
  if (shown.outcome !== 'no-source' || full !== undefined || lacksCall) return;
  await flagGap({ record, agentId: record.agentId, why: 'no-source' }, ports);
}

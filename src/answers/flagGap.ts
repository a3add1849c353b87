import type { AnswerRecord } from '../ports/answerLog.ts';
import type { Clock } from '../ports/clock.ts';
import type { GapStore, KnowledgeGap } from '../ports/gapStore.ts';

/** Which answer left something to be desired, in whose eyes. */
export interface GapReport {
  record: AnswerRecord;
  agentId: string;
  why: KnowledgeGap['why'];
}

/** Tells the knowledge team once per answer and reason; returns false when they knew already. */
export async function flagGap(report: GapReport, ports: { gaps: GapStore; clock: Clock }): Promise<boolean> {
  return ports.gaps.save({
    gapId: `${report.why}:${report.record.answerId}`,
    question: report.record.question,
    agentId: report.agentId,
    why: report.why,
    at: ports.clock.now(),
  });
}

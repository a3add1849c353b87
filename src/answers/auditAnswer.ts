import type { Answer } from '../domain/answer.ts';
import type { AuditLog } from '../ports/auditLog.ts';

/** An answer that is about to be shown, and to whom. */
export interface ShownAnswer {
  answerId: string;
  at: Date;
  agentId: string;
  tenantId?: string | undefined;
  /** Where it is shown, such as `conversation <id>`. */
  where: string;
  question: string;
  answer: Answer;
}

/**
 * Writes down who asked and what the answer rests on, before anybody reads it: an answer that cannot be recorded is not
 * shown. Throws AuditUnavailable.
 */
export function auditAnswer(shown: ShownAnswer, ports: { audit: Pick<AuditLog, 'write'> }): Promise<void> {
  const { answer } = shown;
  return ports.audit.write({
    at: shown.at,
    who: shown.agentId,
    tenantId: shown.tenantId,
    action: answer.outcome === 'refused' ? 'refusal' : 'question',
    what: shown.where,
    result: answer.outcome,
    reason: answer.reason,
    correlationId: shown.answerId,
    versions: answer.citations.map(({ passageId }) => passageId),
    content: `${shown.question}\n${answer.text}`,
  });
}

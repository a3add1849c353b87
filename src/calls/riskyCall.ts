import type { RiskyCall } from '../domain/scamAlert.ts';
import type { CallVerdict } from './watchUtterances.ts';

/** The call of a verdict as its alert tells of it; undefined below `warn`, which is no alert. */
export function riskyCall({ callId, verdict, ...facts }: CallVerdict): Omit<RiskyCall, 'agentId'> | undefined {
  const { level, score, turn, alertTurn, signals } = verdict;
  if (level !== 'warn' && level !== 'scam') return undefined;
  const { setting, direction, queue = '', callerKey } = facts;
  const known = { ...(setting && { setting }), ...(direction && { direction }), ...(callerKey && { callerKey }) };
  return { callId, level, score, alertTurn: alertTurn ?? turn, turns: turn + 1, signals, queue, ...known };
}

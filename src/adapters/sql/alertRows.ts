import type { Insertable, Selectable } from 'kysely';
import type { RiskyCall, ScamAlert } from '../../domain/scamAlert.ts';
import type { ScamSignal } from '../../domain/verdict.ts';
import type { AlertCard } from '../../ports/alerts.ts';
import type { AlertCardTable, AlertTable } from './alertTables.ts';
import { fromJson, fromMillis, toJson, toMillis, toText, withoutNulls } from './columns.ts';

/** The row of an alert that begins. */
export function newAlertRow(risky: RiskyCall, at: Date, mode: ScamAlert['mode']): Insertable<AlertTable> {
  const raisedAt = toMillis(at);
  return {
    call_id: toText(risky.callId),
    ...{ mode, version: 1, raised_at: raisedAt, risen_at: risky.level === 'scam' ? raisedAt : null },
    ...judgedColumns(risky),
    alert_turn: risky.alertTurn,
    queue: toText(risky.queue),
    setting: risky.setting ?? null,
    direction: risky.direction ?? null,
    caller_key: risky.callerKey ?? null,
    ...{ ended_at: null, handled_by: null, handled_at: null, escalated_at: null },
    ...{ outcome: null, closed_by: null, closed_at: null, second_opinion: null },
  };
}

/** What every further verdict changes. */
export function judgedColumns(
  risky: RiskyCall,
): Pick<Insertable<AlertTable>, 'level' | 'score' | 'turns' | 'signals' | 'agent_id'> {
  const { level, score, turns, signals, agentId } = risky;
  return { level, score, turns, signals: toJson(signals), agent_id: agentId ?? null };
}

/** A row of an alert as it is read. */
export function alertOf(row: Selectable<AlertTable>): ScamAlert {
  const { setting, direction, agent_id: agentId, caller_key: callerKey, outcome } = row;
  const { handled_by: handledBy, closed_by: closedBy, second_opinion: secondOpinion } = row;
  const moments = {
    risenAt: row.risen_at,
    endedAt: row.ended_at,
    handledAt: row.handled_at,
    escalatedAt: row.escalated_at,
    closedAt: row.closed_at,
  };
  const known = Object.entries(moments).flatMap(([name, at]) => (at === null ? [] : [[name, fromMillis(at)] as const]));
  return {
    callId: row.call_id,
    mode: row.mode,
    level: row.level,
    score: row.score,
    alertTurn: row.alert_turn,
    turns: row.turns,
    signals: fromJson<ScamSignal[]>(row.signals),
    queue: row.queue,
    version: row.version,
    raisedAt: fromMillis(row.raised_at),
    ...withoutNulls({ setting, direction, agentId, callerKey, handledBy, outcome, closedBy, secondOpinion }),
    ...Object.fromEntries(known),
  };
}

/** A row of a card as it is read. */
export function alertCardOf(row: Selectable<AlertCardTable>): AlertCard {
  return {
    callId: row.call_id,
    conversationId: row.conversation_id,
    kind: row.kind,
    state: row.state,
    ...(row.problem === '' ? {} : { problem: row.problem }),
    ...(row.activity_id === null ? {} : { activityId: row.activity_id }),
    shownVersion: row.shown_version,
    reply: row.reply,
    attempts: row.attempts,
    isUncertain: row.uncertain === 1,
    possibleDuplicates: row.duplicates,
  };
}

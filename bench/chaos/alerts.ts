import type { Database } from '../../src/adapters/sql/database.ts';
import { sqlAlerts } from '../../src/adapters/sql/sqlAlerts.ts';
import { sqlAuditLog } from '../../src/adapters/sql/sqlAuditLog.ts';
import type { ScamAlert } from '../../src/domain/scamAlert.ts';
import { accountForCards, postedCards } from './alertCards.ts';
import type { House } from './house.ts';
import type { PlayedCall } from './liveCalls.ts';
import { countRow, faultRow, type Row } from './report.ts';

const MOST_ALERTS = 10_000;
/** A worker that was killed stands in its consumer group until its session ends, and then there is a queue to hear. */
const AFTERMATH_MS = 40_000;
/** What is saved of a call is rounded to fit into 4 KB: whoever goes on with it may cross a level a little off. */
const ROUNDED_TURNS = 3;

interface RaisedAlert {
  call: PlayedCall;
  alert: ScamAlert;
}

/** What became of every live call that was played: its alert, and the card of it in its channel. */
export async function accountForAlerts(
  played: readonly PlayedCall[],
  database: Database,
  house: House,
): Promise<Row[]> {
  const listed = await sqlAlerts(database, sqlAuditLog(database)).since(new Date(0), MOST_ALERTS);
  const alerts = new Map(listed.map((alert) => [alert.callId, alert]));
  const scams = played.filter(({ isScam }) => isScam);
  const raised = scams.flatMap((call): RaisedAlert[] => {
    const alert = alerts.get(call.callId);
    return alert === undefined ? [] : [{ call, alert }];
  });
  const others = raised.filter((one) => !isAsExpected(one));
  const rounded = Map.groupBy(others, (one) => isRoundedOff(one, house));
  const honest = played.filter(({ isScam, callId }) => !isScam && alerts.has(callId));
  return [
    countRow('live calls played, every sentence taken with a 202', played),
    countRow('of them scam calls', scams),
    countRow(
      'raised at the sentence, and to the level, of a detector that nothing disturbs',
      raised.filter(isAsExpected),
    ),
    countRow(
      `raised up to ${ROUNDED_TURNS} sentences off, or to another level: calls taken up again from what was saved of them`,
      rounded.get(true) ?? [],
    ),
    faultRow('raised otherwise', (rounded.get(false) ?? []).map(inWords)),
    faultRow('scam calls without an alert', scams.filter(({ callId }) => !alerts.has(callId)).map(nameOf)),
    faultRow('alerts on honest calls', honest.map(nameOf)),
    faultRow('alerts that do not know that their call is over', raised.filter(seemsToGoOn).map(inWords)),
    ...(await accountForCards(scams, database, house)),
    ...lateness(scams, house),
  ];
}

function isAsExpected({ call: { expected }, alert }: RaisedAlert): boolean {
  return alert.level === expected.level && alert.alertTurn === expected.alertTurn;
}

function isRoundedOff({ call, alert }: RaisedAlert, house: House): boolean {
  const off = Math.abs(alert.alertTurn - (call.expected.alertTurn ?? Infinity));
  return off <= ROUNDED_TURNS && isDisturbed({ fromMs: call.beganMs, toMs: call.endedMs }, house);
}

function seemsToGoOn({ alert }: RaisedAlert): boolean {
  return alert.endedAt === undefined;
}

/** Whether worker or database were away within this time, or shortly before. */
function isDisturbed({ fromMs, toMs }: { fromMs: number; toMs: number }, { outages }: House): boolean {
  const those = outages.filter(({ of }) => of === 'worker' || of === 'database');
  return those.some((outage) => toMs > outage.fromMs && fromMs < outage.toMs + AFTERMATH_MS);
}

function nameOf({ callId }: PlayedCall): string {
  return callId;
}

function inWords({ call: { callId, expected }, alert }: RaisedAlert): string {
  const meant = `${expected.level} at turn ${expected.alertTurn}`;
  return `${callId}: ${alert.level} at turn ${alert.alertTurn}, meant ${meant}; raised ${alert.raisedAt.toISOString()}`;
}

/** How long supervisors waited for the first card. */
function lateness(scams: readonly PlayedCall[], house: House): Row[] {
  const posts = postedCards(house);
  const late = scams.flatMap(({ callId, decidedMs }) => {
    const [first] = posts.get(callId) ?? [];
    const isDuring = isDisturbed({ fromMs: decidedMs, toMs: decidedMs }, house);
    return first === undefined ? [] : [{ isDuring, seconds: Math.max(0, first - decidedMs) / 1_000 }];
  });
  const row = (what: string, some: typeof late): Row => {
    const sorted = some.map(({ seconds }) => seconds).sort((one, other) => one - other);
    const at = (share: number) => (sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN).toFixed(1);
    return { what: `${what} (${some.length} calls): half within, the longest`, count: `${at(0.5)} s, ${at(1)} s` };
  };
  const during = `with worker or database away, and ${AFTERMATH_MS / 1_000} s after`;
  return [
    row(
      'from the sentence that decides to the card',
      late.filter(({ isDuring }) => !isDuring),
    ),
    row(
      `the same ${during}`,
      late.filter(({ isDuring }) => isDuring),
    ),
  ];
}

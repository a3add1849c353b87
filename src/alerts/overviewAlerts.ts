import { SHIFTS_A_DAY } from '../domain/alertBudget.ts';
import type { ScamAlert } from '../domain/scamAlert.ts';
import type { AlertCards, Alerts } from '../ports/alerts.ts';
import type { AlertSubscription, AlertSubscriptions, OnDuty } from '../ports/alertSubscriptions.ts';
import type { Clock } from '../ports/clock.ts';
import { type DeliveryReport, deliveryReport } from './deliveryReport.ts';
import { precisionBySignal } from './precisionBySignal.ts';

/** How alerts stand in the whole house. */
export interface AlertsState {
  subscriptions: readonly AlertSubscription[];
  onDuty: readonly OnDuty[];
  /** Of the last 24 hours. */
  alerts: number;
  open: number;
  delivery: DeliveryReport;
  mentions: number | undefined;
  /** What would have been shown, of the last 14 days. */
  shadow: ShadowReport | undefined;
  /** What people said of the alerts of the last 90 days. */
  precision: ReturnType<typeof precisionBySignal>;
}

/** How many alerts there would have been, and how many of them at the higher level. */
export interface ShadowReport {
  days: number;
  alerts: number;
  perShift: number;
  /** Were only `scam` told. */
  scamsPerShift: number;
}

interface OverviewPorts {
  alerts: Pick<Alerts, 'since'>;
  alertCards: Pick<AlertCards, 'cardsOf' | 'mentionsOf'>;
  alertSubscriptions: Pick<AlertSubscriptions, 'list' | 'onDuty'>;
  clock: Clock;
}

const DAY_MS = 86_400_000;
const JUDGED_DAYS = 90;
const MOST_JUDGED = 5_000;
const SHIFT_MS = 12 * 3_600_000;
const MOST_ALERTS = 500;
const SHADOW_DAYS = 14;

/** Subscriptions, people on duty and what became of the last day's alerts; `agentId` is who asks. */
export async function overviewAlerts(agentId: string, ports: OverviewPorts): Promise<AlertsState> {
  const now = ports.clock.now().getTime();
  const [subscriptions, onDuty, all] = await Promise.all([
    ports.alertSubscriptions.list(),
    ports.alertSubscriptions.onDuty(new Date(now - SHIFT_MS)),
    ports.alerts.since(new Date(now - DAY_MS), MOST_ALERTS),
  ]);
  const live = all.filter(({ mode }) => mode === 'live');
  const cards = (await Promise.all(live.map(({ callId }) => ports.alertCards.cardsOf(callId)))).flat();
  const judged = await ports.alerts.since(new Date(now - JUDGED_DAYS * DAY_MS), MOST_JUDGED);
  const own = onDuty.find((one) => one.agentId === agentId);
  return {
    subscriptions,
    onDuty,
    alerts: live.length,
    open: live.filter(({ outcome }) => outcome === undefined).length,
    delivery: deliveryReport(cards),
    shadow: shadowReport(judged, new Date(now - SHADOW_DAYS * DAY_MS)),
    precision: precisionBySignal(judged.filter(({ mode }) => mode !== 'demo')),
    mentions: own && (await ports.alertCards.mentionsOf(agentId, own.since)),
  };
}

function shadowReport(alerts: readonly ScamAlert[], since: Date): ShadowReport | undefined {
  const shadows = alerts.filter(({ mode, raisedAt }) => mode === 'shadow' && raisedAt >= since);
  if (shadows.length === 0) return undefined;
  const scams = shadows.filter(({ level }) => level === 'scam').length;
  const shifts = SHADOW_DAYS * SHIFTS_A_DAY;
  return {
    ...{ days: SHADOW_DAYS, alerts: shadows.length },
    ...{ perShift: shadows.length / shifts, scamsPerShift: scams / shifts },
  };
}

import type { AlertsOverview } from '../../src/cards/alertsOverviewCard.ts';
import type { AlertCardView } from '../../src/cards/alertCard.ts';
import type { ScamAlert } from '../../src/domain/scamAlert.ts';
import { scamMessages } from '../../src/messages/scamMessages.ts';

const RAISED = new Date('2026-11-21T14:02:00Z');

/** An alert as the store gives it. */
export function anAlert(over: Partial<ScamAlert> = {}): ScamAlert {
  return {
    ...{ callId: 'call-4711', level: 'warn', score: 0.986, alertTurn: 6, turns: 7, queue: 'Billing' },
    ...{ setting: 'contact-centre', direction: 'inbound', agentId: 'ada', mode: 'live', version: 1, raisedAt: RAISED },
    signals: [
      { name: 'email-replaced', turn: 2 },
      { name: 'asks-exception', turn: 4 },
      { name: 'presses-past-refusal', turn: 4 },
      { name: 'fishes-for-data', turn: 6 },
    ],
    ...over,
  };
}

/** An alert with the names of people. */
export function anAlertView(over: Partial<AlertCardView> = {}): AlertCardView {
  return {
    alert: anAlert(),
    agentName: 'Ada Lindqvist',
    controlUrl: 'https://dialler.example/calls/call-4711',
    canEscalate: true,
    ...over,
  };
}

/** One with everything a call can bring. */
export const worstAlert = anAlert({
  ...{ level: 'scam', score: 0.99999, turns: 412, queue: 'Business customers '.repeat(20), callId: 'x'.repeat(200) },
  signals: Object.keys(scamMessages.en).map((name, turn) => ({ name, turn })),
});

/** How alerts stand on an ordinary day. */
export function anOverview(over: Partial<AlertsOverview> = {}): AlertsOverview {
  return {
    channels: [
      { name: 'Scam alerts', kind: 'first', queue: '' },
      { name: 'Duty managers', kind: 'second', queue: 'Billing' },
    ],
    onDuty: ['Sam Whitfield', 'Sofia Marino'],
    ...{ alerts: 5, open: 1, mentions: 3 },
    shadow: { days: 14, alerts: 130, perShift: 3.1, scamsPerShift: 1.4 },
    precision: {
      ...{ real: 14, judged: 20 },
      signals: [
        { name: 'code-request', real: 9, judged: 10 },
        { name: 'email-replaced', real: 5, judged: 8 },
      ],
    },
    delivery: { meant: 17, delivered: 14, waiting: 1, cancelled: 1, failed: 1, possibleDuplicates: 1 },
    ...over,
  };
}

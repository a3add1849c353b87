import { z } from 'zod';
import { actOnAlert, type AlertAct } from '../../alerts/actOnAlert.ts';
import type { AdaptiveCard } from '../../cards/adaptiveCard.ts';
import { alertCard, type AlertProblem } from '../../cards/alertCard.ts';
import type { ChosenOutcome, ScamAlert } from '../../domain/scamAlert.ts';
import { CHOSEN_OUTCOMES } from '../../domain/scamAlert.ts';
import { type Action, authorize } from '../../guards/authorize.ts';
import { AuditUnavailable } from '../../ports/auditLog.ts';
import type { ButtonPress } from '../cardButtons.ts';
import { alertView } from '../alertView.ts';
import { DEMO_CALL } from '../demoStage.ts';
import { pressDemoButton } from './demoCommand.ts';
import { channelOf } from '../channelReference.ts';
import type { TeamsPorts, TeamsSettings } from '../ports.ts';
import { readTurn, type Turn } from '../readTurn.ts';

const callId = z.string().min(1).max(200);

/** Data of a button on an alert; it comes from the client and is believed in nothing. */
const button = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('takeUpAlert'), callId }),
  z.object({ verb: z.literal('passOnAlert'), callId }),
  z.object({ verb: z.literal('messageAgent'), callId, message: z.string().max(500).default('') }),
  z.object({ verb: z.literal('endAlert'), callId, outcome: z.string().max(40).default('') }),
]);

type Button = z.infer<typeof button>;

const NEEDS: Readonly<Record<Button['verb'], Action>> = {
  takeUpAlert: 'acknowledgeAlert',
  messageAgent: 'acknowledgeAlert',
  passOnAlert: 'escalateAlert',
  endAlert: 'dismissAlert',
};

interface Pressed {
  pressed: Button;
  turn: Turn;
}

/** Does what a button on an alert is for, where it stands and for who may: the card anew, or a sentence why not. */
export async function pressAlertButton(
  { context, given }: ButtonPress,
  ports: TeamsPorts,
  settings: TeamsSettings,
): Promise<AdaptiveCard | string> {
  const turn = await readTurn(context, ports);
  const read = button.safeParse(given);
  if (!read.success) return turn.messages.alerts.unknown;
  if (read.data.callId.startsWith(DEMO_CALL)) return pressDemoButton({ pressed: read.data, turn }, ports, settings);
  const refusal = await refuse({ pressed: read.data, turn }, ports);
  if (refusal !== undefined) return refusal;
  try {
    return await act({ pressed: read.data, turn }, ports, settings);
  } catch (error) {
    if (!(error instanceof AuditUnavailable)) throw error;
    return turn.messages.alerts.audited;
  }
}

/** Why this person may not press this here; it is written down. */
async function refuse({ pressed, turn }: Pressed, ports: TeamsPorts): Promise<string | undefined> {
  const words = turn.messages.alerts;
  const refusal = authorize(turn.agent, NEEDS[pressed.verb]);
  const isHere = refusal === undefined && (await standsHere({ pressed, turn }, ports));
  if (isHere) return undefined;
  const reason = refusal ?? 'other-place';
  const what = { action: 'refusal', what: `${pressed.verb} call ${pressed.callId}`, result: 'refused' } as const;
  const who = { at: ports.clock.now(), who: turn.agent.agentId, tenantId: turn.tenantId };
  await ports.audit.write({ ...who, ...what, reason, correlationId: pressed.callId });
  ports.log.warn({ callId: pressed.callId, verb: pressed.verb, reason }, 'alert button refused');
  if (refusal === undefined) return words.notHere;
  return refusal === 'mfa' ? turn.messages.access.mfaNeeded : words.notAllowed;
}

/** A card forwarded or rebuilt elsewhere does nothing, nor does the same channel id from another tenant. */
async function standsHere({ pressed, turn }: Pressed, ports: TeamsPorts): Promise<boolean> {
  const here = channelOf(turn.conversationId);
  const cards = await ports.alertCards.cardsOf(pressed.callId);
  if (!cards.some(({ conversationId, kind }) => conversationId === here && kind !== 'agent')) return false;
  return (await ports.conversations.find(here))?.tenantId === turn.tenantId;
}

async function act(
  { pressed, turn }: Pressed,
  ports: TeamsPorts,
  settings: TeamsSettings,
): Promise<AdaptiveCard | string> {
  if (pressed.verb === 'messageAgent') return message({ pressed, turn }, ports, settings);
  const wanted = actOf(pressed);
  const alert = await ports.alerts.find(pressed.callId);
  if (alert === undefined) return turn.messages.alerts.unknown;
  if (wanted === undefined) return draw({ alert, turn, problem: 'endMissing' }, ports, settings);
  const actor = { agentId: turn.agent.agentId.toLowerCase(), tenantId: turn.tenantId };
  const acted = await actOnAlert({ callId: pressed.callId, act: wanted, actor }, ports);
  if (acted.kind === 'unknown-alert') return turn.messages.alerts.unknown;
  if (acted.kind === 'done') settings.onAlertChanged();
  const problems = { done: undefined, 'too-late': 'tooLate', 'no-second-channel': 'noSecondChannel' } as const;
  return draw({ alert: acted.alert, turn, problem: problems[acted.kind] }, ports, settings);
}

function actOf(pressed: Exclude<Button, { verb: 'messageAgent' }>): AlertAct | undefined {
  switch (pressed.verb) {
    case 'takeUpAlert':
      return { kind: 'acknowledge' };
    case 'passOnAlert':
      return { kind: 'escalate' };
    case 'endAlert': {
      const outcome = CHOSEN_OUTCOMES.find((one): one is ChosenOutcome => one === pressed.outcome);
      return outcome && { kind: 'close', outcome };
    }
  }
}

/** Hands a supervisor's words to the agent on the call; they are written down nowhere. */
async function message(
  { pressed, turn }: { pressed: Extract<Button, { verb: 'messageAgent' }>; turn: Turn },
  ports: TeamsPorts,
  settings: TeamsSettings,
): Promise<AdaptiveCard | string> {
  const words = turn.messages.alerts;
  const alert = await ports.alerts.find(pressed.callId);
  if (alert === undefined) return words.unknown;
  const text = pressed.message.trim();
  if (text === '') return draw({ alert, turn, problem: 'messageMissing' }, ports, settings);
  const { agentId } = alert;
  const from = turn.agent.name;
  const isSent = agentId !== undefined && (await settings.messageAgent({ agentId, from, text }));
  if (!isSent) return draw({ alert, turn, problem: 'messageNotSent' }, ports, settings);
  const { agentName = '' } = await alertView(alert, undefined, ports);
  return draw({ alert, turn, notice: words.messageSent(agentName) }, ports, settings);
}

async function draw(
  shown: { alert: ScamAlert; turn: Turn; problem?: AlertProblem | undefined; notice?: string },
  ports: TeamsPorts,
  settings: TeamsSettings,
): Promise<AdaptiveCard> {
  const { alert, turn, problem, notice } = shown;
  const view = await alertView(alert, settings.controlUrl, ports);
  return alertCard({ ...view, problem, notice }, turn.messages);
}

import type { TurnContext } from 'botbuilder';
import { overviewAlerts } from '../../alerts/overviewAlerts.ts';
import type { AdaptiveCard } from '../../cards/adaptiveCard.ts';
import { alertsHereCard } from '../../cards/alertsHereCard.ts';
import { alertsOverviewCard } from '../../cards/alertsOverviewCard.ts';
import { authorize } from '../../guards/authorize.ts';
import { auditRefusal } from '../auditRefusal.ts';
import { channelOf } from '../channelReference.ts';
import type { TeamsPorts } from '../ports.ts';
import type { Turn } from '../readTurn.ts';

const ALERTS = /^\/?(?:(?:scam )?alerts|(?:betrugs)?alarme)[?.! ]*$/i;
const ON_DUTY = /^\/?(?:(?:i'?m |i am )?on duty|(?:ich bin )?im dienst|dienstbeginn)[?.! ]*$/i;
const OFF_DUTY = /^\/?(?:(?:i'?m |i am )?off duty|dienstende|nicht (?:mehr )?im dienst)[?.! ]*$/i;

/** Does what "alerts", "on duty" and "off duty" ask; false when the text is none of them. */
export async function obeyAlertCommand(context: TurnContext, turn: Turn, ports: TeamsPorts): Promise<boolean> {
  if (ALERTS.test(turn.text)) await showAlerts(context, turn, ports);
  else if (ON_DUTY.test(turn.text)) await changeDuty({ context, turn }, 'on', ports);
  else if (OFF_DUTY.test(turn.text)) await changeDuty({ context, turn }, 'off', ports);
  else return false;
  return true;
}

/** In a channel whether alerts come there; elsewhere how they stand in the whole house. */
async function showAlerts(context: TurnContext, turn: Turn, ports: TeamsPorts): Promise<void> {
  const { messages } = turn;
  const words = messages.alerts.subscribe;
  if (turn.kind === 'channel') {
    const here = await ports.alertSubscriptions.find(channelOf(turn.conversationId));
    await sendCard(context, here === undefined ? words.isOff : words.isOn, alertsHereCard(here, false, messages));
    return;
  }
  const refusal = authorize(turn.agent, 'subscribeAlerts');
  if (refusal !== undefined) {
    const asked = { what: `alerts in conversation ${turn.conversationId}`, correlationId: turn.conversationId };
    await auditRefusal({ turn, reason: refusal, ...asked }, ports);
    await context.sendActivity(refusal === 'mfa' ? messages.access.mfaNeeded : words.notAllowed);
    return;
  }
  if (turn.kind !== 'personal') {
    await context.sendActivity(words.channelOnly);
    return;
  }
  const state = await overviewAlerts(turn.agent.agentId.toLowerCase(), ports);
  const channels = state.subscriptions.map(({ kind, queue, channelName }) => ({ kind, queue, name: channelName }));
  const overview = { ...state, channels, onDuty: state.onDuty.map(({ name }) => name) };
  await sendCard(context, words.summary(channels.length), alertsOverviewCard(overview, messages));
}

/** Greets a team that the app was added to and offers it alerts; false when it takes them already. */
export async function offerAlerts(
  context: TurnContext,
  turn: Turn,
  ports: Pick<TeamsPorts, 'alertSubscriptions'>,
): Promise<boolean> {
  const here = await ports.alertSubscriptions.find(channelOf(turn.conversationId));
  if (here !== undefined) return false;
  await sendCard(context, turn.messages.chat.welcomeMany, alertsHereCard(undefined, true, turn.messages));
  return true;
}

async function sendCard(context: TurnContext, text: string, content: AdaptiveCard): Promise<void> {
  const attachments = [{ contentType: 'application/vnd.microsoft.card.adaptive', content }];
  await context.sendActivity({ type: 'message', text, attachments });
}

async function changeDuty(
  { context, turn }: { context: TurnContext; turn: Turn },
  to: 'on' | 'off',
  ports: TeamsPorts,
): Promise<void> {
  const words = turn.messages.alerts;
  const refusal = authorize(turn.agent, 'acknowledgeAlert');
  if (refusal !== undefined) {
    const asked = { what: `duty ${to} in conversation ${turn.conversationId}`, correlationId: turn.conversationId };
    await auditRefusal({ turn, reason: refusal, ...asked }, ports);
    await context.sendActivity(refusal === 'mfa' ? turn.messages.access.mfaNeeded : words.notAllowed);
    return;
  }
  const agentId = turn.agent.agentId.toLowerCase();
  if (to === 'off') {
    await context.sendActivity((await ports.alertSubscriptions.endDuty(agentId)) ? words.offDuty : words.wasOffDuty);
    return;
  }
  const { id: userId } = context.activity.from;
  const { name } = turn.agent;
  await ports.alertSubscriptions.startDuty({
    agentId,
    userId,
    name,
    tenantId: turn.tenantId,
    since: ports.clock.now(),
  });
  await context.sendActivity(words.onDuty);
}

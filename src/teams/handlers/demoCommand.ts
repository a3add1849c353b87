import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Activity, TurnContext } from 'botbuilder';
import { hearAloud } from '../../calls/hearAloud.ts';
import type { AdaptiveCard } from '../../cards/adaptiveCard.ts';
import { alertCard } from '../../cards/alertCard.ts';
import { CHOSEN_OUTCOMES, type ChosenOutcome, type RiskyCall, type ScamAlert } from '../../domain/scamAlert.ts';
import type { SpokenTurn } from '../../domain/verdict.ts';
import type { Messages } from '../../messages/messages.ts';
import { literal } from '../answerActivity.ts';
import { DEMO_CALL, type DemoShow } from '../demoStage.ts';
import type { TeamsPorts, TeamsSettings } from '../ports.ts';
import type { Turn } from '../readTurn.ts';
import { refuseAtDesk } from './refuseAtDesk.ts';

const DEMO = /^\/?(?:(?:play )?(?:the |a )?demo|vorf(?:ü|ue)hrung)[?.! ]*$/i;
/** What is read along at a glance. */
const LINES_SHOWN = 4;

interface DemoTurn {
  context: TurnContext;
  turn: Turn;
}

/** Plays a call for one person while its alert rises in their chat; false when the text asks for something else. */
export async function obeyDemoCommand(
  { context, turn }: DemoTurn,
  ports: TeamsPorts,
  settings: TeamsSettings,
): Promise<boolean> {
  if (!DEMO.test(turn.text)) return false;
  const refusal = await refuse(turn, ports, settings);
  if (refusal !== undefined) {
    await context.sendActivity(refusal);
    return true;
  }
  const words = turn.messages.demo;
  const turns = await settings.demo.call();
  if (turns.length === 0) {
    await context.sendActivity(words.missing);
    return true;
  }
  const named = { callId: `${DEMO_CALL}${randomUUID()}`, conversationId: turn.conversationId };
  const show = settings.demo.stage.begin({ ...named, begunAt: ports.clock.now() });
  if (show === undefined) await context.sendActivity(words.busy);
  else await play({ context, turn, show, turns }, ports, settings).finally(() => (show.isPlaying = false));
  return true;
}

/** What a button on the card of a demo does: as on a real one, for nobody but the person it is played for. */
export function pressDemoButton(
  { pressed, turn }: { pressed: { verb: string; callId: string; outcome?: string }; turn: Turn },
  { clock }: Pick<TeamsPorts, 'clock'>,
  { demo }: Pick<TeamsSettings, 'demo'>,
): AdaptiveCard | string {
  const { messages, agent } = turn;
  const show = demo.stage.find(pressed.callId);
  if (show?.alert === undefined || show.conversationId !== turn.conversationId) return messages.demo.gone;
  const at = clock.now();
  const who = agent.agentId.toLowerCase();
  if (pressed.verb === 'takeUpAlert') show.alert = { ...show.alert, handledBy: who, handledAt: at };
  if (pressed.verb !== 'endAlert') return draw(show.alert, turn);
  const outcome = CHOSEN_OUTCOMES.find((one): one is ChosenOutcome => one === pressed.outcome);
  if (outcome === undefined) return alertCard({ ...viewOf(show.alert, turn), problem: 'endMissing' }, messages);
  show.alert = { ...show.alert, outcome, closedBy: who, closedAt: at };
  if (!show.isPlaying) demo.stage.forget(pressed.callId);
  return alertCard({ ...viewOf(show.alert, turn), notice: messages.demo.thanks }, messages);
}

/** Without settings whoever sits at the machine may; else supervisors and admins, each in their own chat. */
async function refuse(turn: Turn, ports: TeamsPorts, { isLocal }: TeamsSettings): Promise<string | undefined> {
  const words = turn.messages.demo;
  if (turn.kind !== 'personal') return words.elsewhere;
  return isLocal ? undefined : refuseAtDesk({ turn, action: 'playDemo', what: 'demo', words }, ports);
}

async function play(
  { context, turn, show, turns }: DemoTurn & { show: DemoShow; turns: readonly SpokenTurn[] },
  { clock }: TeamsPorts,
  { demo }: TeamsSettings,
): Promise<void> {
  const { messages } = turn;
  const words = messages.demo;
  await context.sendActivity(words.begins);
  const lines: string[] = [];
  const talk = shownIn(context);
  const card = shownIn(context);
  const call = { callId: show.callId, turns, direction: 'inbound', setting: 'contact-centre' } as const;
  for (const { spoken, risky } of hearAloud(call)) {
    lines.push(`**${words[spoken.speaker]}:** ${literal(spoken.text)}`);
    await talk({ text: [words.playing, ...lines.slice(-LINES_SHOWN)].join('\n\n'), textFormat: 'markdown' });
    if (risky !== undefined && show.alert?.outcome === undefined) {
      show.alert = lifted(show.alert, risky, clock.now());
      await card(activityOf(show.alert, turn));
    }
    await sleep(demo.turnMs);
  }
  // Its words leave the chat with it.
  await talk({ text: words.over });
  if (show.alert === undefined || show.alert.outcome !== undefined) return;
  show.alert = { ...show.alert, endedAt: clock.now() };
  await card(activityOf(show.alert, turn));
}

/** One message that is sent first and brought up to date after. */
function shownIn(context: TurnContext): (activity: Partial<Activity>) => Promise<void> {
  let id: string | undefined;
  return async (activity) => {
    const message = { type: 'message', ...activity };
    if (id === undefined) id = (await context.sendActivity(message))?.id;
    else await context.updateActivity({ ...message, id });
  };
}

function lifted(before: ScamAlert | undefined, risky: RiskyCall, at: Date): ScamAlert {
  if (before === undefined) return { ...risky, mode: 'demo', version: 1, raisedAt: at };
  const score = Math.max(before.score, risky.score);
  const isRisen = before.level === 'warn' && risky.level === 'scam';
  return { ...before, ...risky, score, version: before.version + 1, ...(isRisen ? { risenAt: at } : {}) };
}

/** A card alone: some connectors give no id for a message with text and card. */
function activityOf(alert: ScamAlert, turn: Turn): Partial<Activity> {
  const content = draw(alert, turn);
  const attachments = [{ contentType: 'application/vnd.microsoft.card.adaptive', content }];
  return { summary: turn.messages.demo.summary, attachments };
}

function draw(alert: ScamAlert, turn: Turn): AdaptiveCard {
  return alertCard(viewOf(alert, turn), turn.messages);
}

function viewOf(alert: ScamAlert, { agent }: { agent: { name: string }; messages: Messages }) {
  const { name } = agent;
  return { alert, handledByName: name, closedByName: name, canEscalate: false };
}

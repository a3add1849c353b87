import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { ScamAlert } from '../domain/scamAlert.ts';
import { signCallEvents } from '../telephony/callSignature.ts';
import { callEventsKey } from '../wiring/callEventsKey.ts';
import { type Config, readConfig } from '../wiring/config.ts';
import { environment } from '../wiring/environment.ts';
import { type Command, print, readArguments, readJsonLines, withPorts, WrongUsage } from './command.ts';

const event = z.looseObject({ type: z.string(), callId: z.string().min(1), at: z.iso.datetime({ offset: true }) });
type ReplayedEvent = z.infer<typeof event>;

const MOST_SPEED = 1000;

/** `earpiece replay`: posts call events to the running bot as if they happened now. */
export const replay: Command = {
  usage: 'replay <events.jsonl> [--speed 4] [--again]',
  does: 'posts call events to the running bot, in time, as if they happened now',
  async run(args) {
    const { values, positionals, isJson } = readArguments(
      args,
      { speed: { type: 'string' }, again: { type: 'boolean' } },
      1,
    );
    const [file] = positionals;
    if (file === undefined) throw new WrongUsage('Which file?');
    const speed = Number(values.speed ?? 1);
    if (!(speed > 0 && speed <= MOST_SPEED)) throw new WrongUsage(`--speed takes a number up to ${MOST_SPEED}.`);
    const events = await readJsonLines(file, event);
    const played = values.again === true ? withNewCallIds(events) : events;
    const config = readConfig(environment());
    const post = poster(config, await callEventsKey(config));
    const calls = await play(played.toSorted(byTime), speed, post);
    const alerts = await alertsOf(played);
    for (const [callId, told] of calls) {
      const lines = told.map(({ atMillis, what }) => `${atMillis} ms ${callId}: ${what}`);
      const alert = alerts.get(callId);
      if (alert !== undefined) lines.push(`${callId}: ${alertText(alert)}`);
      print(isJson, { callId, events: told, ...(alert === undefined ? {} : { alert }) }, lines.join('\n'));
    }
    const isRefused = [...calls.values()].flat().some(({ what }) => what.includes(': refused'));
    return isRefused ? 1 : 0;
  },
};

/** What became of a call that was heard; null where no alert rose. */
type RisenAlert = Pick<ScamAlert, 'level' | 'alertTurn' | 'score' | 'signals' | 'mode'> | null;

/**
 * The alert of each call of which something was said. Only calls that stand in the database at hand are told of: the bot
 * may have another one.
 */
async function alertsOf(events: readonly ReplayedEvent[]): Promise<ReadonlyMap<string, RisenAlert>> {
  const callIds = new Set(events.filter(({ type }) => type === 'call.utterance').map(({ callId }) => callId));
  const found = new Map<string, RisenAlert>();
  if (callIds.size === 0) return found;
  return withPorts(async ({ leases, alerts }) => {
    for (const callId of callIds) {
      if ((await leases.find(callId)) === undefined) continue;
      const alert = await alerts.find(callId);
      found.set(callId, alert === undefined ? null : shown(alert));
    }
    return found;
  });
}

function shown({ level, alertTurn, score, signals, mode }: ScamAlert): RisenAlert {
  return { level, alertTurn, score, signals, mode };
}

function alertText(alert: RisenAlert): string {
  if (alert === null) return 'no alert rose';
  const { level, alertTurn, score, signals, mode } = alert;
  const why = signals.map(({ name, turn }) => `${name} (${turn})`).join(', ');
  const unseen = mode === 'shadow' ? ' (in shadow: nobody is told)' : '';
  return `an alert rose${unseen}, ${level} from turn ${alertTurn}, ${score.toFixed(3)}: ${why}`;
}

type Played = Map<string, { atMillis: number; what: string }[]>;

async function play(
  events: readonly ReplayedEvent[],
  speed: number,
  post: (event: ReplayedEvent) => Promise<string>,
): Promise<Played> {
  const started = Date.now();
  const first = Date.parse(events[0]?.at ?? '');
  const calls: Played = new Map();
  for (const one of events) {
    const due = started + (Date.parse(one.at) - first) / speed;
    await sleep(Math.max(0, due - Date.now()));
    const what = await post({ ...one, at: new Date().toISOString() });
    const told = calls.get(one.callId) ?? [];
    told.push({ atMillis: Date.now() - started, what: `${one.type}: ${what}` });
    calls.set(one.callId, told);
  }
  return calls;
}

const reply = z.object({
  accepted: z.number(),
  repeated: z.number(),
  rejected: z.array(z.object({ problem: z.string() })),
});

/** Posts one event and tells what became of it. */
function poster(config: Config, key: string | undefined): (event: ReplayedEvent) => Promise<string> {
  if (key === undefined) throw new WrongUsage('CALL_EVENTS_KEY is not set: the bot takes no call events.');
  const host = config.host === '0.0.0.0' ? '127.0.0.1' : config.host.includes(':') ? `[${config.host}]` : config.host;
  const url = `http://${host}:${config.port}/api/calls`;
  return async (one) => {
    const body = Buffer.from(JSON.stringify(one));
    const timestamp = String(Math.floor(Date.now() / 1000));
    const headers = {
      'content-type': 'application/json',
      'x-timestamp': timestamp,
      'x-signature': signCallEvents(timestamp, body, key),
    };
    const response = await fetch(url, { method: 'POST', headers, body }).catch((error: unknown) => {
      throw new Error(`no bot answers at ${url}. Start one first.`, { cause: error });
    });
    const read = reply.safeParse(await response.json().catch(() => undefined));
    const [rejected] = read.success ? read.data.rejected : [];
    if (rejected !== undefined) return `refused, ${rejected.problem}`;
    if (response.status !== 202 || !read.success) return `refused with ${response.status}`;
    return read.data.repeated > 0 ? 'known already' : 'taken';
  };
}

/** A call that is over stays over; played again it is a new one. */
function withNewCallIds(events: readonly ReplayedEvent[]): ReplayedEvent[] {
  const suffix = Date.now().toString(36);
  return events.map((one) => ({ ...one, callId: `${one.callId}-${suffix}` }));
}

function byTime(one: ReplayedEvent, other: ReplayedEvent): number {
  return Date.parse(one.at) - Date.parse(other.at);
}

import { setTimeout as sleep } from 'node:timers/promises';
import process from 'node:process';
import type { Agent } from '../src/domain/agent.ts';
import { aCallStart, postEvents } from '../test/support/callEvents.ts';
import { anInvoke, type House, startHouse } from '../test/support/house.ts';
import { channelChat, RISING_CALL, saidIn } from '../test/support/risingCall.ts';
import { type LabelledCall, readOwnCalls } from './evaluate/detection/callSets.ts';

const CALLS = 1_000;
const CHANNELS = 12;
/** Each call says something every two seconds. */
const TURN_MS = 2_000;
/** Platforms may send several events at once. */
const BATCH = 20;
/** Frauds beside them, begun one after the other. */
const FRAUDS = 100;
const SECONDS = Number(process.env.LIVE_SECONDS ?? 30);

/**
 * A thousand live calls over HTTP, in one process with the bot, its database and the channels: utterances a second,
 * memory over time, and from the sentence that raises an alert to its card in the channel. LIVE_SECONDS=600 for the full
 * run.
 */
export async function benchLiveCalls(): Promise<void> {
  const sam: Agent = { agentId: 'sam', name: 'Sam', roles: ['supervisor'], groups: [] };
  const house = await startHouse({ people: [sam] });
  try {
    for (let at = 0; at < CHANNELS; at += 1) await subscribe(house, at, sam);
    const honest = (await readOwnCalls()).filter(({ isScam }) => !isScam);
    const starts = Array.from({ length: CALLS + FRAUDS }, (_, at) =>
      aCallStart({ callId: `call-${at}`, queue: `queue-${at % CHANNELS}` }),
    );
    for (let at = 0; at < starts.length; at += 100) await postEvents(house, starts.slice(at, at + 100));
    const delays: Delays = { begun: new Map(), shown: new Map() };
    const noting = noteCards(house, delays);
    const memory: number[] = [];
    const posts: Promise<unknown>[] = [];
    const began = performance.now();
    const batchMs = (TURN_MS / CALLS) * BATCH;
    const batches = (SECONDS * 1_000) / batchMs;
    for (let batch = 0; batch < batches; batch += 1) {
      const events = Array.from({ length: BATCH }, (_, at) => turnOf(batch * BATCH + at, honest));
      posts.push(postEvents(house, events));
      if (batch % Math.ceil(batches / FRAUDS) === 0) {
        posts.push(fraud(house, CALLS + Math.floor(batch / Math.ceil(batches / FRAUDS)), delays));
      }
      if (batch % Math.ceil(batches / 10) === 0) memory.push(process.memoryUsage.rss());
      await sleep(Math.max(0, began + (batch + 1) * batchMs - performance.now()));
    }
    await Promise.all(posts);
    clearInterval(noting);
    const seconds = (performance.now() - began) / 1_000;
    const sorted = [...delays.shown.values()].sort((one, other) => one - other);
    const at = (share: number) => Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN);
    const megabytes = memory.map((bytes) => Math.round(bytes / 2 ** 20));
    const half = megabytes.slice(Math.floor(megabytes.length / 2));
    console.table([
      {
        what: `utterances/s heard, ${CALLS} calls, ${BATCH} in a POST`,
        measured: Math.round((batches * BATCH) / seconds),
        budget: '500',
      },
      {
        what: 'RSS in MB, from the middle of the run to its end',
        measured: `${half[0]} to ${half.at(-1)}`,
        budget: 'steady',
      },
      { what: 'last word to channel card, p50 ms', measured: at(0.5), budget: '' },
      { what: `last word to channel card, p95 ms (n = ${sorted.length})`, measured: at(0.95), budget: '' },
    ]);
  } finally {
    await house.close();
  }
}

/** The sentence that is said next, all calls taking turns. */
function turnOf(tick: number, calls: readonly LabelledCall[]): object | undefined {
  const call = tick % CALLS;
  const seq = Math.floor(tick / CALLS);
  const turns = calls[call % calls.length]?.turns ?? [];
  const text = turns[seq % turns.length]?.text ?? 'Yes.';
  return { ...saidIn(`call-${call}`, { to: 0, texts: [text] })[0], seq };
}

async function subscribe(house: House, at: number, sam: Agent): Promise<void> {
  const value = { action: { type: 'Action.Execute', verb: 'alertsHere', data: { queue: `queue-${at}` } } };
  const chat = channelChat(`19:channel-${at}@thread.tacv2`, sam);
  await house.post(anInvoke(house.connector.url, 'adaptiveCard/action', { value, ...chat }));
}

/** Plays a fraud up to the sentence that raises the alert, and waits for its card. */
async function fraud(house: House, at: number, { begun, shown }: Delays): Promise<void> {
  const callId = `call-${at}`;
  await postEvents(house, saidIn(callId, { to: RISING_CALL.warn - 1 }));
  begun.set(callId, performance.now());
  await postEvents(house, saidIn(callId, { from: RISING_CALL.warn, to: RISING_CALL.warn }));
  while (!shown.has(callId)) await sleep(5);
}

interface Delays {
  begun: Map<string, number>;
  shown: Map<string, number>;
}

/** Notes when the card of each fraud comes in; every message is looked at once. */
function noteCards(house: House, { begun, shown }: Delays): NodeJS.Timeout {
  let seen = 0;
  return setInterval(() => {
    for (; seen < house.connector.calls.length; seen += 1) {
      const [callId] = /call-\d+/.exec(JSON.stringify(house.connector.calls[seen]?.body.attachments ?? '')) ?? [];
      const since = begun.get(callId ?? '');
      if (callId !== undefined && since !== undefined && !shown.has(callId))
        shown.set(callId, performance.now() - since);
    }
  }, 2);
}

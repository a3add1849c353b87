import { setTimeout as sleep } from 'node:timers/promises';
import { detectScam } from '../../src/detection/detectScam.ts';
import type { ScamVerdict } from '../../src/domain/verdict.ts';
import { anInvoke } from '../../test/support/house.ts';
import { channelChat, saidIn } from '../../test/support/risingCall.ts';
import { type LabelledCall, readFreshCalls, readOwnCalls } from '../evaluate/detection/callSets.ts';
import type { House } from './house.ts';
import { sendActivity, sendEvents } from './sendUntilTaken.ts';

/** A call whose every sentence was taken with a 202. */
export interface PlayedCall {
  callId: string;
  isScam: boolean;
  /** What the detector says of it where nothing is disturbed. */
  expected: ScamVerdict;
  /** On the clock of `performance.now()`. */
  beganMs: number;
  /** When the sentence was taken that makes it an alert. */
  decidedMs: number;
  endedMs: number;
}

const LINES = 8;
const TURN_MS = 400;
/** Longer calls would hardly end within the run. */
const MOST_TURNS = 24;
/** Teams takes so many messages of one channel a minute that the alerts of one queue fit in. */
const QUEUES = 4;
const HONEST_PER_SCAM = 2;

/** The channel that alerts of this queue go to. */
function channelOf(queue: number): string {
  return `19:chaos-${queue}@thread.tacv2`;
}

/** Has a supervisor ask for alerts, a channel for each queue. */
export async function subscribeChannels(house: House, sam: Parameters<typeof channelChat>[1]): Promise<void> {
  for (let queue = 0; queue < QUEUES; queue += 1) {
    const value = { action: { type: 'Action.Execute', verb: 'alertsHere', data: { queue: `queue-${queue}` } } };
    const chat = channelChat(channelOf(queue), sam);
    await sendActivity(anInvoke(house.connector.url, 'adaptiveCard/action', { value, ...chat }), house);
  }
}

/** Plays calls on several lines at once, sentence by sentence; what has begun is played to its end. */
export async function playLiveCalls(house: House, signal: AbortSignal): Promise<PlayedCall[]> {
  const calls = await chooseCalls();
  const played: PlayedCall[] = [];
  let begun = 0;
  const line = async (): Promise<void> => {
    while (!signal.aborted) {
      const at = begun++;
      const call = calls[at % calls.length];
      if (call === undefined) throw new Error('There are no calls to play.');
      played.push(await play({ ...call, callId: `live-${at}`, queue: `queue-${at % QUEUES}` }, house));
    }
  };
  await Promise.all(Array.from({ length: LINES }, line));
  return played;
}

interface ChosenCall extends Required<Pick<LabelledCall, 'turns' | 'isScam'>> {
  context: { setting: 'subscriber' | 'contact-centre'; direction: 'inbound' | 'outbound' };
  expected: ScamVerdict;
}

async function play(
  { callId, queue, turns, context, isScam, expected }: ChosenCall & { callId: string; queue: string },
  house: House,
): Promise<PlayedCall> {
  const now = (): string => new Date().toISOString();
  await sendEvents([{ type: 'call.started', callId, at: now(), queue, ...context }], house);
  const beganMs = performance.now();
  let decidedMs = Infinity;
  for (const [seq, { speaker, text }] of turns.entries()) {
    const [said] = saidIn(callId, { to: 0, texts: [text] });
    const { atMs } = await sendEvents([{ ...said, seq, track: speaker }], house);
    if (seq === expected.alertTurn) decidedMs = atMs;
    await sleep(TURN_MS);
  }
  await sendEvents([{ type: 'call.ended', callId, at: now() }], house);
  return { callId, isScam, expected, beganMs, decidedMs, endedMs: performance.now() };
}

/** Labelled calls of which the detector is right, so that what is counted is the run and not the detector. */
async function chooseCalls(): Promise<ChosenCall[]> {
  const labelled = [...(await readOwnCalls()), ...(await readFreshCalls())];
  const judged = labelled
    .filter(({ turns }) => turns.length <= MOST_TURNS)
    .map(({ turns, isScam, setting = 'contact-centre', direction = 'inbound' }): ChosenCall => {
      const context = { setting, direction };
      return { turns, isScam, context, expected: lastVerdict(turns, context) };
    })
    .filter(({ isScam, expected }) => isScam === (expected.alertTurn !== null));
  const scams = judged.filter(({ isScam }) => isScam);
  const honest = judged.filter(({ isScam }) => !isScam);
  return scams.flatMap((scam, at) => [scam, ...honest.slice(at * HONEST_PER_SCAM, (at + 1) * HONEST_PER_SCAM)]);
}

function lastVerdict(turns: LabelledCall['turns'], context: ChosenCall['context']): ScamVerdict {
  const detector = detectScam(context);
  const last = turns.map((turn) => detector.hear(turn)).at(-1);
  if (last === undefined) throw new Error('A call without a sentence cannot be played.');
  return last;
}

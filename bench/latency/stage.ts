import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Agent } from '../../src/domain/agent.ts';
import { readConfig } from '../../src/wiring/config.ts';
import { NO_SPEECH, openSpeech } from '../../src/wiring/openSpeech.ts';
import { freePort } from '../../test/support/earpieceProcess.ts';
import { anInvoke, type House, startHouse } from '../../test/support/house.ts';
import { channelChat } from '../../test/support/risingCall.ts';
import { aMessageCentre } from '../../test/support/sms/messageCentre.ts';
import type { CallToPlay } from './callsToPlay.ts';
import type { Over, Told } from './playCalls.ts';
import { lastSpeechSentAt, noteSentences, type ToldSentence } from './timeCalls.ts';

/** A call that was played, in times after the last sample of speech was sent. */
export interface PlayedCall {
  name: string;
  isScam: boolean;
  isRefused: boolean;
  /** Of every sentence. */
  recognitionMs: number[];
  /** Of the sentence that raised the alert; a step that did not come is missing. */
  alert?: { afterMs: { words?: number; verdict?: number; card?: number; sms?: number } };
}

/** A house with everything between the SBC and the warning. */
export interface Stage {
  /** Plays a call until it is over, or its alert is with everybody. */
  play(call: CallToPlay, turn: number): Promise<PlayedCall>;
  /** Seconds of processor that playing has used. */
  playerSeconds(): number;
  close(): Promise<void>;
}

const CHANNEL = '19:latency@thread.tacv2';
const supervisor: Agent = { agentId: randomUUID(), name: 'Sam Whitfield', roles: ['supervisor'], groups: [] };
/** After card and SMS: nothing of this call is waited for any more. */
const LINGER_MS = 500;
const LOOK_EVERY_MS = 2;

/** Opens a house that listens with as many threads as it does by itself. */
export async function openStage(metadata: string): Promise<Stage> {
  const clock = { now: () => new Date() };
  const listening = await openSpeech(readConfig({}).speech, undefined, { clock });
  if (listening === undefined) throw new Error(NO_SPEECH);
  const { speech, told } = noteSentences(listening);
  await speech.ready();
  const centre = await aMessageCentre();
  const port = await freePort();
  const environment = theSettings(port, centre.port);
  const house = await startHouse({ people: [supervisor], environment, ports: { speech } });
  await alertsGoToTheChannel(house);
  const arrivals = noteArrivals(house, centre);
  const player = fork(new URL('playCalls.ts', import.meta.url), [String(port)], { serialization: 'advanced' });
  const over = overCalls(player);
  const tell = (what: Told): void => void player.send(what);
  return {
    playerSeconds: over.processorSeconds,
    async play(call, turn) {
      const callId = `latency-${turn}`;
      const number = `+4420794${String(turn).padStart(5, '0')}`;
      await house.ports.subscribers.save({ number, language: 'en', isOptedOut: false, isQuiet: false });
      const done = new AbortController();
      const ended = over.of(callId);
      tell({ kind: 'play', callId, metadata: metadataOf(metadata, { number, turn }), voices: call.voices });
      const arrived = arrivals.of({ callId, number }, done.signal);
      void arrived
        .then(() => sleep(LINGER_MS))
        .then(
          () => tell({ kind: 'hangUp', callId }),
          () => undefined,
        );
      const { sentAt, isRefused } = await ended;
      // The last sentence may still be on its way.
      await sleep(2_000);
      done.abort();
      const alert = await house.ports.alerts.find(callId);
      const sentences = told.get(callId) ?? [];
      const when = { raisedAt: alert?.raisedAt.getTime(), ...arrivals.at({ callId, number }) };
      return { name: call.name, isScam: call.isScam, isRefused, ...timesOf({ call, sentAt, sentences, when }) };
    },
    async close() {
      tell({ kind: 'leave' });
      await once(player, 'exit');
      arrivals.stop();
      await house.close();
      await centre.leave();
      await speech.close();
    },
  };
}

interface Arrival {
  cardAt?: number | undefined;
  smsAt?: number | undefined;
}

function timesOf({
  call,
  sentAt,
  sentences,
  when,
}: {
  call: CallToPlay;
  sentAt: readonly number[];
  sentences: readonly ToldSentence[];
  when: Arrival & { raisedAt: number | undefined };
}): Pick<PlayedCall, 'recognitionMs' | 'alert'> {
  const endOf = (sentence: ToldSentence) =>
    lastSpeechSentAt(sentence, call.speech[sentence.track === 'caller' ? 0 : 1], sentAt);
  const recognitionMs = sentences.flatMap((sentence) => {
    const end = endOf(sentence);
    return end === undefined ? [] : [sentence.toldAt - end];
  });
  const { raisedAt, cardAt, smsAt } = when;
  if (raisedAt === undefined) return { recognitionMs };
  const last = sentences.findLast(({ toldAt }) => toldAt <= raisedAt);
  const end = last && endOf(last);
  if (last === undefined || end === undefined) return { recognitionMs };
  const since = (at: number | undefined) => (at === undefined ? undefined : at - end);
  const steps = { words: since(last.toldAt), verdict: since(raisedAt), card: since(cardAt), sms: since(smsAt) };
  const afterMs = Object.fromEntries(Object.entries(steps).filter(([, ms]) => ms !== undefined));
  return { recognitionMs, alert: { afterMs } };
}

/** Notes when the first card of each call and the first SMS to each number come in. */
function noteArrivals({ connector }: House, centre: Awaited<ReturnType<typeof aMessageCentre>>) {
  const cards = new Map<string, number>();
  const messages = new Map<string, number>();
  let [seenCalls, seenParts] = [0, 0];
  const noting = setInterval(() => {
    const now = Date.now();
    for (; seenCalls < connector.calls.length; seenCalls += 1) {
      const [callId] = /latency-\d+/.exec(JSON.stringify(connector.calls[seenCalls]?.body.attachments ?? '')) ?? [];
      if (callId !== undefined && !cards.has(callId)) cards.set(callId, now);
    }
    for (; seenParts < centre.parts.length; seenParts += 1) {
      const to = centre.parts[seenParts]?.to ?? '';
      if (!messages.has(to)) messages.set(to, now);
    }
  }, LOOK_EVERY_MS);
  const at = ({ callId, number }: { callId: string; number: string }): Arrival => ({
    cardAt: cards.get(callId),
    smsAt: messages.get(number),
  });
  return {
    at,
    /** Resolves when both are there; rejects when nobody waits any more. */
    async of(call: { callId: string; number: string }, signal: AbortSignal): Promise<void> {
      for (let seen = at(call); seen.cardAt === undefined || seen.smsAt === undefined; seen = at(call)) {
        await sleep(20, undefined, { signal });
      }
    },
    stop: () => clearInterval(noting),
  };
}

/** Hands what the player says to whoever waits for that call. */
function overCalls(player: ChildProcess) {
  const waiting = new Map<string, (over: Over) => void>();
  let seconds = 0;
  player.on('message', (over: Over) => {
    seconds = over.processorSeconds;
    waiting.get(over.callId)?.(over);
  });
  return {
    of: (callId: string) => new Promise<Over>((resolve) => void waiting.set(callId, resolve)),
    processorSeconds: () => seconds,
  };
}

/** Each call has a caller of its own and goes to a subscriber of its own. */
function metadataOf(metadata: string, { number, turn }: { number: string; turn: number }): string {
  return metadata
    .replace('sip:Paul@', `sip:${number}@`)
    .replace('sip:bob@', `sip:+1555${String(turn).padStart(7, '0')}@`);
}

async function alertsGoToTheChannel(house: House): Promise<void> {
  const value = { action: { type: 'Action.Execute', verb: 'alertsHere', data: {} } };
  const chat = channelChat(CHANNEL, supervisor);
  await house.post(anInvoke(house.connector.url, 'adaptiveCard/action', { value, ...chat }));
}

function theSettings(siprecPort: number, smscPort: number): NodeJS.ProcessEnv {
  return {
    ...{ SIPREC_LISTEN: `127.0.0.1:${siprecPort}`, SIPREC_ALLOW: '127.0.0.1', SIPREC_ADDRESS: '127.0.0.1' },
    ...{ SIPREC_RTP_PORTS: '25000-25998', SMS_PROVIDER: 'smpp', SMS_SENDER: 'Contoso' },
    ...{ SMS_SMPP_URL: `smpp://127.0.0.1:${smscPort}`, SMS_SMPP_SYSTEM_ID: 'earpiece', SMS_SMPP_PASSWORD: 'secret' },
  };
}

// How many live calls one core understands in time: the number that sizes a deployment without Azure.
import { availableParallelism, loadavg } from 'node:os';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { hasSpeechModels } from '../../src/adapters/moonshine/models/onnxRuntime.ts';
import type { LiveSpeech, SpeechToText } from '../../src/ports/speechToText.ts';
import { openSpeech } from '../../src/wiring/openSpeech.ts';
import { readConfig } from '../../src/wiring/config.ts';
import { watchMachine } from '../machine.ts';
import { quantile } from '../quantile.ts';
import { largestThat } from './largestThat.ts';
import { type LongConversation, longConversation } from './conversation.ts';
import { canSpeak } from './say.ts';

/** Words may come so long after the end of the speech, the silence that ends an utterance included. */
const BEHIND_MS = 1_000;
/** Calls begin one after the other within this time, then all go on for a while. */
const BEGIN_SECONDS = 15;
const [TALK_SECONDS = 45, FIRST = 4] = (process.env.LIVE_SPEECH ?? '').split(',').filter(Boolean).map(Number);
const FRAME = 160;

/**
 * Looks for the largest number of simultaneous conversations that is understood in time: doubled while it goes well, then
 * halved in between. LIVE_SPEECH=<seconds>,<first number> plays longer or begins elsewhere.
 */
export async function benchLiveSpeech(): Promise<void> {
  if (!hasSpeechModels()) return console.log('liveSpeech: not run; npm run speech:install brings the models.');
  if (!canSpeak('flite')) return console.log('liveSpeech: not run; there is no Flite to speak.');
  const { speech: settings } = readConfig({});
  if (settings?.kind !== 'local') return;
  const conversation = longConversation();
  console.log(`worker threads, as shipped: ${settings.threads} on ${availableParallelism()} cores`);
  const rows: Trial[] = [];
  const holds = async (calls: number): Promise<boolean> => {
    const speech = await openSpeech(settings, undefined, { clock: { now: () => new Date() } });
    if (speech === undefined) throw new Error('There is no speech to text.');
    await speech.ready();
    const trial = await listen(calls, conversation, speech);
    await speech.close();
    rows.push(trial);
    const isInTime = trial['p95, ms'] < BEHIND_MS && trial.refused === 0;
    console.log(
      `${calls} calls: p95 ${trial['p95, ms']} ms, ${trial.refused} refused: ${isInTime ? 'in time' : 'too many'}`,
    );
    return isInTime;
  };
  const most = await largestThat(holds, FIRST);
  console.table(rows.sort((one, other) => one.calls - other.calls));
  console.log(
    `largest number in time: ${most} calls on ${settings.threads} threads, ${most / settings.threads} for each core that recognises`,
  );
}

type Trial = Awaited<ReturnType<typeof listen>>;

/** So many calls at once in real time, each from another place of the conversation. */
async function listen(calls: number, { channels }: LongConversation, speech: SpeechToText) {
  const lags: number[] = [];
  const frames = (BEGIN_SECONDS + TALK_SECONDS) * 50;
  const onFinal = (lag: number): void => void lags.push(lag);
  const open: OpenCall[] = [];
  let [refused, mostBehindMs] = [0, 0];
  const [machine, cpu, mainCpu] = [watchMachine(), process.cpuUsage(), process.threadCpuUsage()];
  let talked = 0;
  const started = performance.now();
  for (let frame = 0; frame < frames; frame += 1) {
    const early = started + frame * 20 - performance.now();
    if (early > 0) await sleep(early);
    const due = Math.min(calls, Math.floor((frame * calls) / (BEGIN_SECONDS * 50)) + 1);
    while (open.length + refused < due) {
      const call = begin(open.length + refused, speech, onFinal);
      if (call === undefined) refused += 1;
      else open.push({ ...call, from: Math.floor((channels[0].length / calls) * open.length), frame });
    }
    for (const { live, from, frame: first } of open) {
      const at = from + (frame - first) * FRAME;
      live.hear({ track: 'caller', samples: piece(channels[1], at) });
      live.hear({ track: 'callee', samples: piece(channels[0], at) });
    }
    talked += open.length * 0.02;
    mostBehindMs = Math.max(mostBehindMs, speech.load.behindMs);
  }
  await Promise.all(open.map(({ live }) => live.end()));
  const [all, main] = [process.cpuUsage(cpu), process.threadCpuUsage(mainCpu)];
  const recognising = (all.user + all.system - main.user - main.system) / 1e6;
  const { load } = speech;
  return {
    calls,
    refused,
    finals: load.finals,
    'interim left out': load.interimsDropped,
    'p50, ms': quantile(lags, 0.5),
    'p95, ms': quantile(lags, 0.95),
    'longest, ms': quantile(lags, 1),
    'most behind, ms': Math.round(mostBehindMs),
    'processor a call second': Number((recognising / talked).toFixed(4)),
    'cores used by others': machine.stop().others,
    'load average': Number(loadavg()[0]?.toFixed(1)),
  };
}

interface OpenCall {
  live: LiveSpeech;
  /** Where in the conversation it is, and in which frame it began. */
  from: number;
  frame: number;
}

function begin(place: number, speech: SpeechToText, onFinal: (lag: number) => void) {
  const openedAt = performance.now();
  const live = speech.listen({
    callId: `bench-${place}`,
    onUtterance: ({ isFinal, endMs }) => isFinal && onFinal(performance.now() - openedAt - endMs),
    onFault: (error) => console.error(error),
  });
  return live && { live };
}

/** A frame of the conversation, which begins anew at its end. */
function piece(channel: Int16Array, at: number): Int16Array {
  const start = at % (channel.length - FRAME);
  return channel.slice(start, start + FRAME);
}

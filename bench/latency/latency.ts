// From the end of the sentence that gives a fraud away to its words, its verdict, the card in Teams and the SMS: the real
// recording server, speech to text on this machine, detector, outboxes; stand-ins for SBC, Teams and message centre.
// Needs `npm run speech:install` and eSpeak NG (Debian: espeak-ng).
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { hasSpeechModels } from '../../src/adapters/moonshine/models/onnxRuntime.ts';
import { watchMachine } from '../machine.ts';
import { quantile } from '../quantile.ts';
import { canSpeak } from '../speech/say.ts';
import { type CallToPlay, chooseCalls, speakInto } from './callsToPlay.ts';
import { openStage, type PlayedCall } from './stage.ts';

/** Frauds, honest calls, and how many are played at once, with the honest ones among them; at first one fraud at a time. */
const [FRAUDS = 4, HONEST = 4, AT_ONCE = 4] = (process.env.LATENCY ?? '').split(',').filter(Boolean).map(Number);
const METADATA = new URL('../../test/fixtures/siprec/rfc7865.xml', import.meta.url);
const STEPS = ['words', 'verdict', 'card', 'sms'] as const;

/** LATENCY=<frauds>,<honest calls>,<at once> plays more than a few: LATENCY=40,30,6 takes an hour. */
export async function benchLatency(): Promise<void> {
  if (!hasSpeechModels()) return console.log('latency: not run; npm run speech:install brings the models.');
  if (!canSpeak('espeak-ng')) return console.log('latency: not run; there is no eSpeak NG to speak.');
  const folder = await mkdtemp(join(tmpdir(), 'earpiece-latency-'));
  try {
    const calls = (await chooseCalls(FRAUDS, HONEST)).map((call, turn) => speakInto(folder, call, turn));
    const frauds = calls.filter(({ isScam }) => isScam);
    const minutes = (some: readonly CallToPlay[]) => Math.round(some.reduce((sum, one) => sum + one.seconds, 0) / 60);
    console.log(
      `spoken: ${frauds.length} frauds (${minutes(frauds)} min), ${calls.length} calls in all (${minutes(calls)} min)`,
    );
    await playAll(frauds, 1);
    await playAll(mixed(calls), AT_ONCE);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Frauds and honest calls in turn. */
function mixed(calls: readonly CallToPlay[]): CallToPlay[] {
  const [frauds, honest] = [calls.filter(({ isScam }) => isScam), calls.filter(({ isScam }) => !isScam)];
  const longest = Math.max(frauds.length, honest.length);
  return Array.from({ length: longest }, (_, place) => [frauds[place], honest[place]])
    .flat()
    .filter((call) => call !== undefined);
}

/** Plays calls, so many at once, in a house of their own, and prints what it took. */
async function playAll(calls: readonly CallToPlay[], atOnce: number): Promise<void> {
  const stage = await openStage(await readFile(METADATA, 'utf8'));
  const [machine, started] = [watchMachine(), performance.now()];
  const played: PlayedCall[] = [];
  const waiting = [...calls.entries()];
  const playInTurn = async (first: number): Promise<void> => {
    // Not all at the same moment, as calls do not come so.
    await new Promise((resolve) => setTimeout(resolve, first * 1_700));
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const call = await stage.play(next[1], next[0]);
      played.push(call);
      tell({ call, played: played.length, of: calls.length, started });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, (_, first) => playInTurn(first)));
  const { ours, others } = machine.stop(stage.playerSeconds());
  console.log(`\n${atOnce} at a time: ${counted(played)}`);
  console.log(
    `cores used by us ${ours}, by others ${others}; load average ${loadavg()[0]?.toFixed(1)}${others > 0.2 ? '; THE MACHINE WAS NOT QUIET' : ''}`,
  );
  console.table(Object.fromEntries(STEPS.map((step) => [`to the ${step}`, figures(played, step)])));
  await stage.close();
}

function figures(played: readonly PlayedCall[], step: (typeof STEPS)[number]) {
  const after = played.flatMap(({ alert }) => alert?.afterMs[step] ?? []);
  return {
    n: after.length,
    'p50, ms': quantile(after, 0.5),
    'p95, ms': quantile(after, 0.95),
    'longest, ms': quantile(after, 1),
  };
}

function counted(played: readonly PlayedCall[]): string {
  const frauds = played.filter(({ isScam }) => isScam);
  const honest = played.filter(({ isScam }) => !isScam);
  const alerts = (some: readonly PlayedCall[]) => some.filter(({ alert }) => alert !== undefined).length;
  const refused = played.filter(({ isRefused }) => isRefused).length;
  const lags = played.flatMap(({ recognitionMs }) => recognitionMs);
  return (
    `alerts in ${alerts(frauds)} of ${frauds.length} frauds and ${alerts(honest)} of ${honest.length} honest calls, ${refused} refused; ` +
    `end of speech to words in all ${lags.length} sentences: p50 ${quantile(lags, 0.5)} ms, p95 ${quantile(lags, 0.95)} ms`
  );
}

function tell({ call, played, of, started }: { call: PlayedCall; played: number; of: number; started: number }): void {
  const after = call.alert && STEPS.map((step) => `${step} ${call.alert?.afterMs[step] ?? 'none'}`).join(', ');
  const outcome = call.isRefused ? 'refused' : (after ?? 'no alert');
  console.log(
    `${Math.round((performance.now() - started) / 1_000)} s: ${played} of ${of} calls; ${call.name}: ${outcome}`,
  );
}

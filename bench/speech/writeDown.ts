// Child of the bench: one recording, so that processor and memory are its own. Tells what was understood.
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { localSpeech } from '../../src/adapters/moonshine/localSpeech.ts';

const [file = ''] = process.argv.slice(2);
const speech = localSpeech({ workers: 1 }, { clock: { now: () => new Date() } });
await speech.ready();
const [started, before] = [performance.now(), process.cpuUsage()];
const { seconds, utterances } = await speech.transcribe({ bytes: readFileSync(file) }, new AbortController().signal);
const { user, system } = process.cpuUsage(before);
process.send?.({
  seconds,
  tookSeconds: (performance.now() - started) / 1_000,
  cpuSeconds: (user + system) / 1e6,
  peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
  utterances,
});
await speech.close();
process.disconnect?.();

// `npm run bench [-- <table>…]`: what the README's numbers come from. Prints tables; asserts nothing.
import os from 'node:os';
import process from 'node:process';

const TABLES: Readonly<Record<string, () => Promise<void>>> = {
  turns: async () => (await import('./turns/turns.ts')).benchTurns(),
  search: async () => (await import('./search.ts')).benchSearch(),
  guards: async () => (await import('./guards.ts')).benchGuards(),
  detector: async () => (await import('./detector.ts')).benchDetector(),
  liveCalls: async () => (await import('./liveCalls.ts')).benchLiveCalls(),
  hostile: async () => (await import('./hostileFiles.ts')).benchHostileFiles(),
  siprec: async () => (await import('./siprec/siprec.ts')).benchSiprec(),
  speech: async () => (await import('./speech/speech.ts')).benchSpeech(),
  liveSpeech: async () => (await import('./speech/liveSpeech.ts')).benchLiveSpeech(),
  words: async () => (await import('./speech/words.ts')).benchWords(),
  latency: async () => (await import('./latency/latency.ts')).benchLatency(),
  approvals: async () => (await import('./approvals.ts')).benchApprovals(),
  notes: async () => (await import('./notes.ts')).benchNotes(),
};

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !(name in TABLES));
if (unknown !== undefined) {
  console.error(`There is no table "${unknown}"; there are ${Object.keys(TABLES).join(', ')}.`);
  process.exit(2);
}
console.log(`${os.cpus().length} cores, ${os.cpus()[0]?.model ?? 'unknown'}, Node ${process.version}\n`);
for (const [name, run] of Object.entries(TABLES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const started = performance.now();
  await run();
  console.log(`${name}: ${Math.round((performance.now() - started) / 1000)} s\n`);
}

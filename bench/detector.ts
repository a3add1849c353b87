import { Buffer } from 'node:buffer';
import process from 'node:process';
import type { CallContext, SpokenTurn } from '../src/domain/verdict.ts';
import { readOwnCalls } from './evaluate/detection/callSets.ts';
import { detectScam } from '../src/detection/detectScam.ts';

const WARM_UP_ROUNDS = 2;
const ROUNDS = 12;
const LONG_CALL_TURNS = 10_000;

/**
 * The detector on one core: utterances a second, the slowest hundredth of turns, and the state of a call. Utterances
 * are counted by processor time; single turns by the clock, which other work on the machine makes look slower.
 */
export async function benchDetector(): Promise<void> {
  const calls = await readOwnCalls();
  const micros: number[] = [];
  let before = process.threadCpuUsage();
  for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round += 1) {
    if (round === WARM_UP_ROUNDS) before = process.threadCpuUsage();
    for (const { direction, setting, turns } of calls) {
      // Every other round nothing is known of the call, and both sides are judged.
      const detector = detectScam(round % 2 === 0 ? { direction, setting } : {});
      for (const turn of turns) {
        const started = performance.now();
        detector.hear(turn);
        if (round >= WARM_UP_ROUNDS) micros.push((performance.now() - started) * 1_000);
      }
    }
  }
  const { user, system } = process.threadCpuUsage(before);
  const sorted = micros.toSorted((one, other) => one - other);
  const at = (share: number) => Math.round(sorted[Math.floor(sorted.length * share)] ?? 0);
  const states = calls.map(({ turns, direction, setting }) => stateBytes(turns, { direction, setting }));
  const everything = calls.flatMap(({ turns }) => turns);
  const long = Array.from({ length: LONG_CALL_TURNS }, (_, turn) => everything[turn % everything.length]);
  console.table([
    {
      what: 'utterances/s on one core',
      measured: Math.round((micros.length / (user + system)) * 1e6),
      budget: '>= 20,000',
    },
    { what: 'micros a turn, p50', measured: at(0.5), budget: '' },
    { what: 'micros a turn, p99', measured: at(0.99), budget: '< 1,000' },
    { what: 'bytes of state, largest of the calls', measured: Math.max(...states), budget: '<= 4,096' },
    {
      what: `bytes of state after ${LONG_CALL_TURNS.toLocaleString('en')} turns`,
      measured: stateBytes(
        long.filter((turn) => turn !== undefined),
        {},
      ),
      budget: '<= 4,096',
    },
  ]);
}

function stateBytes(turns: readonly SpokenTurn[], context: CallContext): number {
  const detector = detectScam(context);
  for (const turn of turns) detector.hear(turn);
  return Buffer.byteLength(JSON.stringify(detector.save()));
}

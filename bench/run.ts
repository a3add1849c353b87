// `npm run bench`: what the README's numbers come from. Prints tables; asserts nothing.
import os from 'node:os';
import { measureTurns } from './turns/turns.ts';

console.log(`${os.cpus().length} cores, ${os.cpus()[0]?.model ?? 'unknown'}, Node ${process.version}\n`);

console.log('Turns: 32 in flight, question in, cited card out');
const rows = await measureTurns();
console.table(
  rows.map(({ bot, load, readyMs, rssMb, peakMb }) => ({
    bot,
    'turns/s': load.turnsPerSecond,
    'p50 ms': load.p50,
    'p99 ms': load.p99,
    refused: load.refused,
    'ready ms': readyMs,
    'RSS MB': rssMb,
    'peak MB': peakMb,
  })),
);
const [echo, ours] = ['teams-ai echo', 'Earpiece'].map((name) => {
  const speeds = rows.filter(({ bot }) => bot.startsWith(name)).map(({ load }) => load.turnsPerSecond);
  return speeds.reduce((sum, speed) => sum + speed, 0) / speeds.length;
});
console.log(
  `Earpiece does ${Math.round(((ours ?? 0) / (echo ?? 1)) * 100)} % of the echo bot's turns (budget: at least 60 %).`,
);

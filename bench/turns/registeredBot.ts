// The bot as it is registered: it checks the tokens of whoever calls it, in the cloud that BENCH_CLOUD describes. The
// database of the bench has no certificate, which no setting allows in production: it is handed over behind the settings.
import process from 'node:process';
import type { Cloud } from '../../src/wiring/clouds.ts';
import { connectPorts } from '../../src/wiring/connectPorts.ts';
import { runUntilStopped } from '../../src/wiring/runUntilStopped.ts';
import { startBot } from '../../src/wiring/startBot.ts';

const cloud = JSON.parse(process.env.BENCH_CLOUD ?? '{}') as Cloud;

const databaseUrl = process.env.BENCH_DATABASE;

await runUntilStopped(async (settings, log) => {
  const config = { ...settings, databaseUrl };
  const ports = await connectPorts(config, log, { cloud });
  const bot = await startBot(config, ports, { cloud });
  return { drain: (signal) => bot.drain(signal), close: () => bot.close().then(() => ports.close()) };
});

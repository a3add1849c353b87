import { connectPorts } from './wiring/connectPorts.ts';
import { runUntilStopped } from './wiring/runUntilStopped.ts';
import { startBot } from './wiring/startBot.ts';

// The Teams bot alone: a worker beside it watches live calls.
await runUntilStopped(async (config, log) => {
  const ports = await connectPorts(config, log);
  const bot = await startBot(config, ports, { hasWorker: false });
  log.info({ port: bot.port, authentication: config.bot.kind }, 'bot listens');
  return { drain: (signal) => bot.drain(signal), close: () => bot.close().then(() => ports.close()) };
});

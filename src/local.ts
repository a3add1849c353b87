import process from 'node:process';
import { connectPorts } from './wiring/connectPorts.ts';
import { startPlayground } from './wiring/playground.ts';
import { runUntilStopped } from './wiring/runUntilStopped.ts';
import { loadSampleCompany } from './wiring/sampleCompany.ts';
import { startBot } from './wiring/startBot.ts';

// `npm start`: the bot, the sample company and the Agents Playground page, on this machine only; a person reads along,
// so only warnings are logged.
await runUntilStopped(
  async (config, log) => {
    const say = (line: string): boolean => process.stderr.write(`${line}\n`);
    if (config.bot.kind !== 'off') {
      throw new Error('`npm start` is for local use and BOT_ID is set. Run `node src/main.ts` for a registered bot.');
    }
    say(`Earpiece, local mode: authentication is off, reachable from this machine only.`);
    const ports = await connectPorts(config, log);
    const samples = await loadSampleCompany(ports);
    if (samples > 0)
      say(`Sample company loaded: ${samples} documents. Your first own "npx earpiece ingest <folder>" removes it.`);
    const bot = await startBot(config, ports);
    const playground = await startPlayground({
      botPort: bot.port,
      port: config.playgroundPort,
      dataDir: config.dataDir,
    });
    await ports.index.ready();
    if (samples > 0) {
      say(`\nOpen ${playground.url} and ask: what does flex 10 cost a month\n`);
      say(`Then let a caller ring: npx earpiece replay sample/calls/known-caller.jsonl --again\n`);
    } else say(`\nOpen ${playground.url} and ask about your documents.\n`);
    return {
      drain: (signal) => bot.drain(signal),
      close: async () => {
        playground.stop();
        await bot.close();
        await ports.close();
      },
    };
  },
  { LOG_LEVEL: 'warn' },
);

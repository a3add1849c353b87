// A whole worker as src/worker.ts runs it, or with "bot" a whole bot, in a cloud on this machine: its keys of Azure
// Communication Services lie at TEST_ACS_CONFIGURATION_URL.
import process from 'node:process';
import { PUBLIC_CLOUD } from '../../../src/wiring/clouds.ts';
import { connectPorts } from '../../../src/wiring/connectPorts.ts';
import { runUntilStopped } from '../../../src/wiring/runUntilStopped.ts';
import { startBot } from '../../../src/wiring/startBot.ts';
import { startWorker } from '../../../src/wiring/startWorker.ts';

const { TEST_ACS_CONFIGURATION_URL: acsConfigurationUrl = '', TEST_ENTRY = 'worker' } = process.env;
const start = TEST_ENTRY === 'bot' ? startBot : startWorker;

await runUntilStopped(async (config, log) => {
  const ports = await connectPorts(config, log);
  const running = await start(config, ports, { cloud: { ...PUBLIC_CLOUD, acsConfigurationUrl } });
  return { drain: (signal) => running.drain(signal), close: () => running.close().then(() => ports.close()) };
});

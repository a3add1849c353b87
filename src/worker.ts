import { connectPorts } from './wiring/connectPorts.ts';
import { runUntilStopped } from './wiring/runUntilStopped.ts';
import { startWorker } from './wiring/startWorker.ts';

// What watches live calls alone, beside any number of bots on the same database.
await runUntilStopped(async (config, log) => {
  const ports = await connectPorts(config, log);
  const worker = await startWorker(config, ports);
  log.info({ port: worker.port }, 'worker listens');
  return { drain: (signal) => worker.drain(signal), close: () => worker.close().then(() => ports.close()) };
});

// Entry of a speech thread without models that stands still for some seconds at its first sound, as on a starved machine.
import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';
import { serveSpeech } from '../../../src/adapters/moonshine/serveSpeech.ts';
import { scriptedEngine } from './scriptedEngine.ts';

const STALL_MS = 3_000;
const engine = scriptedEngine();
const { detect } = engine;
let stalled: Promise<void> | undefined;
engine.detect = async (windows) => {
  stalled ??= sleep(STALL_MS);
  await stalled;
  return detect(windows);
};
if (parentPort !== null) serveSpeech(parentPort, engine);

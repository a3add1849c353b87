// Entry of a speech thread without models. What is as loud as can be breaks it.
import process from 'node:process';
import { parentPort } from 'node:worker_threads';
import { serveSpeech } from '../../../src/adapters/moonshine/serveSpeech.ts';
import { peakOf, scriptedEngine } from './scriptedEngine.ts';

const engine = scriptedEngine();
const { recognise } = engine;
engine.recognise = async (samples) => {
  if (peakOf(samples) > 0.9) process.exit(1);
  return recognise(samples);
};
if (parentPort !== null) serveSpeech(parentPort, engine);

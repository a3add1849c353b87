import process from 'node:process';
import { hasSpeechModels } from '../../../src/adapters/moonshine/models/onnxRuntime.ts';

/** Skips these tests where the speech models are missing; with EARPIECE_NEEDS_ALL=1 they fail instead. */
export function needSpeech(context: Mocha.Context): void {
  if (hasSpeechModels()) return;
  const sentence = 'not run: speech to text on this machine, get it by npm run speech:install';
  if (process.env.EARPIECE_NEEDS_ALL === '1') throw new Error(sentence);
  console.log(sentence);
  context.skip();
}

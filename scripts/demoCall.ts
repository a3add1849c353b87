// `npm run demo:call`: a synthetic fraud from the SBC to the warning on this machine; nothing but speech:install is needed.
import process from 'node:process';
import { openSpeech } from '../src/wiring/openSpeech.ts';
import { demoCall } from './demo/demoCall.ts';

const clock = { now: () => new Date() };
const speech = await openSpeech({ kind: 'local', threads: 1 }, undefined, { clock });
const isWhole = await demoCall({ speech, print: (line) => void process.stdout.write(`${line}\n`) });
process.exitCode = isWhole ? 0 : 1;

// The worker thread's entry: the models take a whole core, and the bot must go on listening meanwhile.
import { parentPort } from 'node:worker_threads';
import { openEngine } from './models/openEngine.ts';
import { serveSpeech } from './serveSpeech.ts';

if (parentPort !== null) serveSpeech(parentPort, await openEngine());

import { readFile } from 'node:fs/promises';
import type { SpokenTurn } from '../domain/verdict.ts';
import { SAMPLE_DEMO_CALL } from './samplePaths.ts';

/** What is said in the sample call that `demo` plays; nothing where the sample company was left out. */
export async function demoCall(): Promise<readonly SpokenTurn[]> {
  const text = await readFile(SAMPLE_DEMO_CALL, 'utf8').catch(() => '');
  const events = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as { type: string; track: SpokenTurn['speaker']; text: string });
  return events
    .filter(({ type }) => type === 'call.utterance')
    .map(({ track, text: said }) => ({ speaker: track, text: said }));
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Utterance } from '../../src/domain/transcript.ts';
import { nameSpeakers } from '../../src/notes/transcripts/nameSpeakers.ts';
import { partOf, readSummarisedCalls } from './goldCalls.ts';
import { share } from './shares.ts';

interface SpokenCall {
  id: string;
  utterances: readonly Utterance[];
}

/** Hides who speaks behind numbers and prints in how many calls agent and customer are told apart by what they say. */
export async function evaluateSpeakers(
  gold: readonly SpokenCall[],
  request: { data: string; part: string },
): Promise<void> {
  const rows = [row('data/notes', gold)];
  const helpdesk = join(request.data, 'C_ms_ckm.jsonl');
  if (existsSync(helpdesk)) {
    const calls = await readSummarisedCalls(helpdesk);
    rows.push(
      row(
        'C_ms_ckm.jsonl',
        calls.filter(({ id }) => request.part === 'all' || partOf(id) === request.part),
      ),
    );
  }
  console.table(rows);
}

function row(name: string, calls: readonly SpokenCall[]): object {
  const right = calls.filter(isToldApart).length;
  // The same calls from the third utterance on, as when a recording starts late: no greeting helps.
  const late = calls.filter(({ utterances, id }) => isToldApart({ id, utterances: utterances.slice(3) })).length;
  const firstIsAgent = calls.filter(({ utterances }) => utterances[0]?.speaker === 'agent').length;
  return {
    '': name,
    'speakers told apart': share(right, calls.length),
    'without the first three utterances': share(late, calls.length),
    'if who speaks first were the agent': share(firstIsAgent, calls.length),
  };
}

function isToldApart({ utterances }: SpokenCall): boolean {
  const hidden = utterances.map(({ speaker, text }) => ({
    label: speaker === 'agent' ? 'Speaker 1' : 'Speaker 2',
    text,
  }));
  return nameSpeakers(hidden).speakers.every((speaker, index) => speaker === utterances[index]?.speaker);
}

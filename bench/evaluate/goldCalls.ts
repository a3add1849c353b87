import { readFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import type { CallNote } from '../../src/domain/callNote.ts';
import type { Utterance } from '../../src/domain/transcript.ts';

/** A call of data/notes with the note a careful agent would write. */
export interface GoldCall {
  id: string;
  dispositions: string[];
  customer: { customerId: string } | null;
  utterances: Utterance[];
  gold: {
    issue: string;
    resolution: string;
    issues: { issue: string; resolution: string; evidence: number[] }[];
    actions: { who: string; what: string; due: string | null; evidence: number[] }[];
    topic: string;
    disposition: string;
    facts: { text: string; keys: string[]; evidence: number[] }[];
    notSaid: string[];
    sentiment: Omit<CallNote['sentiment'], 'points'>;
    crmMismatches: string[];
  };
}

/** A call with a summary somebody wrote, and how the customer felt where that is known. */
export interface SummarisedCall {
  id: string;
  utterances: Utterance[];
  summary: string;
  sentiment?: string | undefined;
}

/** Every line of a .jsonl file. */
async function linesOf<Line>(path: string): Promise<Line[]> {
  const text = await readFile(path, 'utf8');
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Line);
}

/** The calls of data/notes. */
export function readGoldCalls(path: string): Promise<GoldCall[]> {
  return linesOf<GoldCall>(path);
}

interface TurnsLine {
  id: string;
  turns: { speaker: string; text: string }[];
  summary?: string | string[];
  sentiment?: string;
  section?: string;
}

/**
 * Calls of the form {turns, summary}. Clinicians stand for agents. Of the medical dialogues only whole histories are
 * taken, eight turns or more: a one-line "CC" is no note of a call.
 */
export async function readSummarisedCalls(path: string): Promise<SummarisedCall[]> {
  const lines = await linesOf<TurnsLine>(path);
  return lines
    .filter(({ section, turns }) => section === undefined || (section === 'GENHX' && turns.length >= 8))
    .filter(({ summary }) => summary !== undefined)
    .map(({ id, turns, summary, sentiment }) => ({
      id,
      utterances: turns.map(({ speaker, text }) => ({ speaker: speakerOf(speaker), text: text.trim() })),
      summary: Array.isArray(summary)
        ? (summary[0] ?? '')
        : (/^\["?'?(.*?)["']?(?:,|\])/s.exec(summary ?? '')?.[1] ?? ''),
      sentiment: sentiment?.toLowerCase(),
    }));
}

function speakerOf(speaker: string): Utterance['speaker'] {
  if (speaker === 'agent' || speaker === 'doctor' || speaker.startsWith('guest_clinic')) return 'agent';
  return speaker === 'unknown' ? 'unknown' : 'customer';
}

/** Calls that are numbered are held out when even, others by their hash. */
export function partOf(id: string): 'tuning' | 'held-out' {
  const number = /^note-(\d+)$/.exec(id)?.[1];
  const value = number === undefined ? createHash('sha256').update(id).digest()[0] : Number(number) + 1;
  return (value ?? 0) % 2 === 0 ? 'tuning' : 'held-out';
}

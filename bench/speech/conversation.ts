import { readFileSync } from 'node:fs';
import { throughLine } from './badLine.ts';
import { type Line, speakCall, type SpokenLine } from './speakCall.ts';

const SECONDS = 600;
const SNR_DB = 30;

/** A long conversation as Flite speaks it. */
export interface LongConversation {
  /** 8,000 samples a second. */
  channels: [Int16Array, Int16Array];
  lines: SpokenLine[];
}

/** Ten minutes of the calls that notes are measured with, spoken by two voices of Flite, a tenth of the lines overlapping. */
export function longConversation(): LongConversation {
  const voice = (name: string) => ({ speaker: 'flite', name }) as const;
  const { channels, lines } = speakCall(linesOfCalls(), { voices: [voice('rms'), voice('slt')], overlap: 0.1 });
  const line = { snrDb: SNR_DB, loss: 0 };
  return { channels: [throughLine(channels[0], line, 1), throughLine(channels[1], line, 2)], lines };
}

function linesOfCalls(): Line[] {
  const lines: Line[] = [];
  const rows = readFileSync(new URL('../../data/notes/calls.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n');
  let words = 0;
  for (const row of rows) {
    const { utterances } = JSON.parse(row) as { utterances: { speaker: string; text: string }[] };
    for (const { speaker, text } of utterances) {
      // About so many words a second with pauses, as these voices speak.
      if (words / 2.6 >= SECONDS) return lines;
      lines.push({ channel: speaker === 'agent' ? 0 : 1, text });
      words += text.split(/\s+/).length;
    }
  }
  return lines;
}

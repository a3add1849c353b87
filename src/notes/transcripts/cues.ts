import type { RawTranscript, RawUtterance } from './rawUtterance.ts';
import { canBeLabel, speakersAmong } from './labels.ts';
import { refuseTooMany } from './transcriptLimits.ts';
import { parseSeconds } from './times.ts';

/** "00:01.000 --> 00:04.500 align:start"; Teams once wrote "0:0:1.0 --> 0:0:4.50". */
const CUE_TIMES = /^\s{0,8}(\S{1,20})[ \t]{1,8}-->[ \t]{1,8}(\S{1,20})/;

interface Cue {
  start?: number | undefined;
  end?: number | undefined;
  lines: string[];
}

/** Whether one of the first lines gives the times of a cue. */
export function hasCues(text: string): boolean {
  return text
    .slice(0, 20_000)
    .split(/\r\n|[\r\n]/)
    .some(isCueTimes);
}

/** Reads WebVTT (W3C), Teams .vtt and SRT. Voice tags, a leading "Name:" or a name on a line of its own say who speaks. */
export function readCues(text: string): RawTranscript {
  const cues = listCues(text);
  const ownLine = speakersAmong(cues.filter(({ lines }) => lines.length > 1).map(({ lines }) => lines[0] ?? ''));
  const before = speakersAmong(cues.map(({ lines }) => labelBefore(lines.join(' '))?.label ?? ''));
  const utterances = cues.flatMap((cue) => readCue(cue, { ownLine, before }));
  return { utterances };
}

function listCues(text: string): Cue[] {
  const cues: Cue[] = [];
  let cue: Cue | undefined;
  let previous: string | undefined;
  for (const line of text.split(/\r\n|[\r\n]/)) {
    if (isCueTimes(line)) {
      // What stands right above the times is the number or name of this cue, even without a blank line between.
      if (cue !== undefined && previous !== undefined && /^\d{1,9}$/.test(previous.trim())) cue.lines.pop();
      const [, start = '', end = ''] = CUE_TIMES.exec(line) ?? [];
      cue = { start: parseSeconds(start), end: parseSeconds(end), lines: [] };
      cues.push(cue);
      refuseTooMany(cues.length);
    } else if (line.trim() === '') {
      if (cue !== undefined && cue.lines.length > 0) cue = undefined;
    } else if (cue !== undefined) {
      cue.lines.push(line.trim());
    }
    previous = line;
  }
  return cues;
}

function isCueTimes(line: string): boolean {
  return line.length < 400 && line.includes('-->') && CUE_TIMES.test(line);
}

function readCue(cue: Cue, speakers: { ownLine: ReadonlySet<string>; before: ReadonlySet<string> }): RawUtterance[] {
  const { start, end, lines } = cue;
  const payload = lines.join('\n');
  if (/<v[.\s]/.test(payload)) {
    return voices(payload).map(({ label, text }) => ({ label, start, end, text: plain(text) }));
  }
  const [first = '', ...rest] = lines;
  if (rest.length > 0 && speakers.ownLine.has(first) && canBeLabel(first) && !/[.:]$/.test(first)) {
    return [{ label: first, start, end, text: plain(rest.join(' ')) }];
  }
  const named = labelBefore(lines.join(' '));
  if (named !== undefined && speakers.before.has(named.label))
    return [{ label: named.label, start, end, text: plain(named.text) }];
  return [{ start, end, text: plain(payload) }];
}

/** The parts between voice tags; a tag holds until the next one. */
function voices(payload: string): { label?: string; text: string }[] {
  const parts = payload.split(/<v(?:\.[^\s<>]{0,80})?[ \t\n]+([^<>]{1,200})>/);
  const spoken = parts[0]?.trim() ? [{ text: parts[0] }] : [];
  const named = [];
  for (let index = 1; index < parts.length; index += 2)
    named.push({ label: parts[index] ?? '', text: parts[index + 1] ?? '' });
  return [...spoken, ...named];
}

function labelBefore(line: string): { label: string; text: string } | undefined {
  const found = /^[-–>\s]{0,4}([^:<>]{1,40}):\s+(\S[\s\S]*)$/.exec(line);
  const label = found?.[1]?.trim() ?? '';
  return found === null || !canBeLabel(label) ? undefined : { label, text: found[2] ?? '' };
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  nbsp: ' ',
  lrm: '',
  rlm: '',
  quot: '"',
  '#39': "'",
};

function plain(text: string): string {
  return text
    .replace(/<[^<>]{0,200}>/g, '')
    .replace(/\{\\[^{}]{0,40}\}/g, '')
    .replace(/&(amp|lt|gt|nbsp|lrm|rlm|quot|#39);/g, (_, name: string) => ENTITIES[name] ?? '');
}

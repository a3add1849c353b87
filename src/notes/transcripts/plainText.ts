import { canBeLabel, roleOf, speakersAmong } from './labels.ts';
import type { RawTranscript, RawUtterance } from './rawUtterance.ts';
import { parseDate, parseSeconds } from './times.ts';
import { refuseTooMany } from './transcriptLimits.ts';

const TIME = String.raw`[[(<]?((?:\d{4}-\d{2}-\d{2}[T ])?\d{1,4}:\d{2}(?::\d{2})?(?:[.,]\d{1,7})?)(?:Z|\s?[AaPp][Mm])?[\])>]?`;

/** "[00:12] Agent: Hello", "00:12 - Agent: Hello", "Agent (00:12): Hello", "Agent: Hello". */
const TURN = new RegExp(
  String.raw`^(?:${TIME}\s{0,4}[-–|]?\s{0,4})?([^:[\]()<>]{1,60}?)\s{0,4}(?:${TIME})?\s{0,4}:(?:\s+|$)(.*)$`,
  's',
);

/** "Adele Vance   0:03", as Teams and others head each turn. */
const HEADING = new RegExp(String.raw`^([^:[\]()<>]{1,60}?)\s{1,8}[-–|]?\s{0,4}${TIME}$`);

/** "[00:12] Hello", where nothing says who speaks. */
const TIMED = new RegExp(String.raw`^${TIME}\s{1,4}[-–|]?\s{0,4}(\S.*)$`, 's');

interface Line {
  label?: string;
  time?: string | undefined;
  text: string;
}

/**
 * Reads a call written out as text: each turn after who speaks and a colon, or below a line with name and time; what
 * has neither goes on with the turn before. Undefined when nobody is named and no line has a time.
 */
export function readPlainText(text: string): RawTranscript | undefined {
  const lines = text
    .split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/)
    .map((line) => line.replaceAll('**', '').trim())
    .filter((line) => line !== '');
  const read = lines.map(readLine);
  const speakers = speakersAmong(read.map(({ label }) => label).filter((label) => label !== undefined));
  const hasSpeakers =
    [...speakers].length > 0 && read.filter(({ label }) => label !== undefined && speakers.has(label)).length > 1;
  if (!hasSpeakers && !read.some(({ label, time }) => time !== undefined && label === undefined)) return undefined;
  return { utterances: joinLines(lines, read, hasSpeakers ? speakers : new Set()) };
}

function joinLines(lines: readonly string[], read: readonly Line[], speakers: ReadonlySet<string>): RawUtterance[] {
  const turns: { label?: string | undefined; start?: number | undefined; parts: string[] }[] = [];
  read.forEach((line, index) => {
    const { label, time, text } = line;
    const isTurn = label === undefined ? time !== undefined : speakers.has(label);
    if (isTurn) {
      turns.push({ label, start: time === undefined ? undefined : timeOf(time), parts: [text] });
      refuseTooMany(turns.length);
    } else {
      // Before the first turn stand titles and dates.
      turns.at(-1)?.parts.push(lines[index] ?? '');
    }
  });
  return turns.map(({ parts, ...turn }) => ({ ...turn, text: parts.join(' ').trim() }));
}

function readLine(line: string): Line {
  const turn = TURN.exec(line);
  const label = turn?.[2]?.replace(/[\s\-–|]+$/, '') ?? '';
  if (turn !== null && isName(label)) return { label, time: turn[1] ?? turn[3], text: turn[4] ?? '' };
  const heading = HEADING.exec(line);
  const name = heading?.[1]?.replace(/[\s\-–|,]+$/, '') ?? '';
  if (heading !== null && isName(name)) return { label: name, time: heading[2], text: '' };
  const timed = TIMED.exec(line);
  return timed === null ? { text: line } : { time: timed[1], text: timed[2] ?? '' };
}

/** "it was 9:15" is no name and time: a name starts with a capital, a digit or says its role. */
function isName(text: string): boolean {
  return canBeLabel(text) && (/^[\p{Lu}\d]/u.test(text) || roleOf(text) !== undefined) && !/^[\d\s.:-]+$/.test(text);
}

function timeOf(time: string): number | undefined {
  return parseDate(time) ?? parseSeconds(time);
}

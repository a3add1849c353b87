const BULLET = /^[•●○◦▪■‣⁃·\u{F0B7}\u{F0A7}\u{F0D8}\u{F0FC}\u{F076}➢➤►]$/u;
const LINE_START_MARKER = /^([o–—*✓✔-]|\(?(\d{1,2}|[a-z]|[ivx]{1,4})[.)])$/;
const LEADING_BULLET = /^([•●○◦▪■‣⁃·\u{F0B7}\u{F0A7}\u{F0D8}\u{F0FC}\u{F076}➢➤►]|[–—*✓✔o-](?=\s))\s*/u;
const LEADING_NUMBER = /^(?:step\s+)?\(?(\d{1,2})(?:[.)]|:(?=\s))\s+/i;
const LEADING_LETTER = /^\(?([a-z]|[ivx]{2,4})[.)]\s+/;

/** True for a text that is nothing but the mark of a list item; dashes and numbers are marks only where a line starts. */
export function isMarker(text: string, isLineStart: boolean): boolean {
  const mark = text.trim();
  return BULLET.test(mark) || (isLineStart && LINE_START_MARKER.test(mark));
}

/** A line's text without its list mark, and what the mark was. */
export interface MarkedLine {
  kind: 'bullet' | 'number' | 'letter';
  number?: number;
  text: string;
}

export function readMarker(line: string): MarkedLine | undefined {
  const bullet = LEADING_BULLET.exec(line);
  if (bullet !== null) return { kind: 'bullet', text: line.slice(bullet[0].length) };
  const number = LEADING_NUMBER.exec(line);
  if (number !== null) return { kind: 'number', number: Number(number[1]), text: line.slice(number[0].length) };
  const letter = LEADING_LETTER.exec(line);
  return letter === null ? undefined : { kind: 'letter', text: line.slice(letter[0].length) };
}

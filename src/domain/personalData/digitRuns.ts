/** Digits that stand together. */
interface DigitGroup {
  start: number;
  end: number;
}

/** Groups of digits that people may have written as one number. */
export interface DigitRun {
  groups: readonly DigitGroup[];
  /** All digits without what stands between them. */
  digits: string;
  start: number;
  end: number;
}

/** What stands around a run of digits. */
export interface Surroundings {
  text: string;
  /** The words shortly before it, in small letters. */
  before: () => string;
}

/** Nobody writes more than this between two groups of one number: " (0)" without its digit, " - ". */
const LONGEST_GAP = 3;
/** The longest number that is known by its shape has 19 digits; longer runs are looked at in stretches. */
const MOST_DIGITS = 19;
/** People write a number in at most seven groups, or digit by digit. More would take time for lists of numbers. */
const MOST_GROUPS = 7;
const LEAST_DIGITS = 7;

/** Every maximal run of digit groups in order. Linear in the text. */
export function* digitRuns(text: string): Generator<DigitGroup[]> {
  let run: DigitGroup[] = [];
  for (let at = 0; at < text.length; at += 1) {
    if (!isDigit(text, at)) continue;
    const start = at;
    while (isDigit(text, at)) at += 1;
    const last = run.at(-1);
    if (last !== undefined && !isGap(text, last.end, start)) {
      yield run;
      run = [];
    }
    run.push({ start, end: at });
  }
  if (run.length > 0) yield run;
}

/** What the groups from one on make up, the longest first; a run written digit by digit as a whole. */
export function runsFrom(groups: readonly DigitGroup[], first: number, text: string): DigitRun[] {
  const runs: DigitRun[] = [];
  const isWhole = first === 0 && groups.length <= MOST_DIGITS;
  const after = isWhole ? groups.length : Math.min(groups.length, first + MOST_GROUPS);
  let digits = '';
  for (let last = first; last < after; last += 1) {
    const group = groups[last];
    if (group === undefined || digits.length + group.end - group.start > MOST_DIGITS) break;
    digits += text.slice(group.start, group.end);
    if (digits.length < LEAST_DIGITS || (last - first >= MOST_GROUPS && last + 1 < groups.length)) continue;
    const start = groups[first]?.start ?? group.start;
    runs.push({ groups: groups.slice(first, last + 1), digits, start, end: group.end });
  }
  return runs.reverse();
}

/** "4-4-4-4" for a number in groups of four. */
export function shapeOf({ groups }: DigitRun): string {
  return groups.map(({ start, end }) => end - start).join('-');
}

function isDigit(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 48 && unit <= 57;
}

function isGap(text: string, from: number, to: number): boolean {
  if (to - from > LONGEST_GAP) return false;
  for (let at = from; at < to; at += 1) if (!' .-/()'.includes(text.charAt(at))) return false;
  return true;
}

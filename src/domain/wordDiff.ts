/** A stretch of words that stayed, went or came. */
export interface DiffRun {
  kind: 'same' | 'gone' | 'new';
  text: string;
}

/** Beyond this many words in the middle, everything there counts as changed; comparing them would take too long. */
const MOST_COMPARED = 600;

/** What turns one text into the other, in whole words and in order. */
export function wordDiff(before: string, after: string): DiffRun[] {
  const [old, now] = [wordsIn(before), wordsIn(after)];
  let start = 0;
  while (start < Math.min(old.length, now.length) && old[start] === now[start]) start += 1;
  let end = 0;
  const room = Math.min(old.length, now.length) - start;
  while (end < room && old[old.length - 1 - end] === now[now.length - 1 - end]) end += 1;
  const middle = diffMiddle(old.slice(start, old.length - end), now.slice(start, now.length - end));
  return joined([
    ...old.slice(0, start).map((text): DiffRun => ({ kind: 'same', text })),
    ...middle,
    ...old.slice(old.length - end).map((text): DiffRun => ({ kind: 'same', text })),
  ]);
}

/** How many words were replaced, added or taken out. */
export function editDistance(before: string, after: string): number {
  let distance = 0;
  let [gone, come] = [0, 0];
  for (const { kind, text } of [...wordDiff(before, after), { kind: 'same', text: '' } as const]) {
    if (kind === 'gone') gone += wordsIn(text).length;
    else if (kind === 'new') come += wordsIn(text).length;
    else {
      distance += Math.max(gone, come);
      [gone, come] = [0, 0];
    }
  }
  return distance;
}

function wordsIn(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

/** Longest common subsequence, read from the start. */
function diffMiddle(old: readonly string[], now: readonly string[]): DiffRun[] {
  const changed = (kind: DiffRun['kind'], words: readonly string[]): DiffRun[] => words.map((text) => ({ kind, text }));
  if (old.length > MOST_COMPARED || now.length > MOST_COMPARED)
    return [...changed('gone', old), ...changed('new', now)];
  const width = now.length + 1;
  const common = new Uint16Array((old.length + 1) * width);
  const at = (row: number, column: number): number => common[row * width + column] ?? 0;
  for (let row = old.length - 1; row >= 0; row -= 1) {
    for (let column = now.length - 1; column >= 0; column -= 1) {
      common[row * width + column] =
        old[row] === now[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const runs: DiffRun[] = [];
  let [row, column] = [0, 0];
  while (row < old.length && column < now.length) {
    if (old[row] === now[column]) {
      runs.push({ kind: 'same', text: old[row++] ?? '' });
      column += 1;
    } else if (at(row + 1, column) >= at(row, column + 1)) runs.push({ kind: 'gone', text: old[row++] ?? '' });
    else runs.push({ kind: 'new', text: now[column++] ?? '' });
  }
  return [...runs, ...changed('gone', old.slice(row)), ...changed('new', now.slice(column))];
}

function joined(runs: readonly DiffRun[]): DiffRun[] {
  const together: DiffRun[] = [];
  for (const { kind, text } of runs) {
    const last = together.at(-1);
    if (last?.kind === kind) last.text = `${last.text} ${text}`;
    else together.push({ kind, text });
  }
  return together;
}

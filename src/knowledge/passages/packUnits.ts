import type { PlacedUnit } from './placedUnit.ts';
import { appendAll } from '../appendAll.ts';

/** Sizes of a passage in words. Small enough to be read on a card, large enough to hold what belongs together. */
const SMALL = 60;
const USUAL = 130;
const LARGE = 180;
const LARGEST_STEPS = 300;
/** A rest below this joins its neighbour, which may then be a little larger than LARGE. */
const REST = 30;

type Units = readonly PlacedUnit[];

/** The units of one section as passages: tables by themselves, step lists whole, prose at sentence ends. */
export function packUnits(units: Units): PlacedUnit[][] {
  return joinAround(splitRuns(units)).flatMap((run) => pack(glue(run)));
}

/** Runs of rows of one table, and runs of anything else. */
function splitRuns(units: Units): PlacedUnit[][] {
  const runs: PlacedUnit[][] = [];
  for (const unit of units) {
    const last = runs.at(-1);
    if (last !== undefined && last[0]?.table === unit.table) last.push(unit);
    else runs.push([unit]);
  }
  return runs;
}

/** The line that announces a table, and the short note under it, go with the table. */
function joinAround(runs: readonly PlacedUnit[][]): PlacedUnit[][] {
  const joined: PlacedUnit[][] = [];
  let note: PlacedUnit[] | undefined;
  for (const [index, run] of runs.entries()) {
    const next = runs[index + 1];
    if (isTable(run)) {
      joined.push([...takeLeadIn(joined), ...run]);
      note = next !== undefined && !isTable(next) && wordsOf(next) <= REST && !next.at(-1)?.leadsIn ? next : undefined;
      if (note !== undefined) joined.at(-1)?.push(...note);
    } else if (run !== note) joined.push(run);
  }
  return joined.filter((run) => run.length > 0);
}

function takeLeadIn(joined: PlacedUnit[][]): PlacedUnit[] {
  const before = joined.at(-1);
  if (before === undefined || isTable(before)) return [];
  if (wordsOf(before) <= REST + 10) return joined.pop() ?? [];
  const start = before.findLastIndex((unit) => unit.startsParagraph);
  const paragraph = before.slice(start);
  return before.at(-1)?.leadsIn === true && wordsOf(paragraph) <= SMALL ? before.splice(start) : [];
}

function isTable(run: Units): boolean {
  return run.some((unit) => unit.table !== undefined);
}

/** What must stay together: a step list with the line that announces it; anything else is free. */
function glue(run: Units): PlacedUnit[][] {
  const atoms: PlacedUnit[][] = [];
  for (let index = 0; index < run.length;) {
    const end = endOfSteps(run, index);
    const atom = run.slice(index, end);
    const before = atoms.at(-1);
    if (before?.at(-1)?.leadsIn === true && wordsOf(before) + wordsOf(atom) <= LARGEST_STEPS) appendAll(before, atom);
    else appendAll(atoms, wordsOf(atom) > LARGEST_STEPS ? atom.map((unit) => [unit]) : [atom]);
    index = end;
  }
  return atoms;
}

/** Index after the step list that starts at `start`, or after the one unit there. Remarks between its steps are part of it. */
function endOfSteps(run: Units, start: number): number {
  let end = start + 1;
  let number = numberOf(run[start]);
  if (number === undefined) return end;
  for (let at = end; at < run.length && at < end + 8; at++) {
    if (numberOf(run[at]) !== number + 1) continue;
    number++;
    end = at + 1;
  }
  return end;
}

function numberOf(placed: PlacedUnit | undefined): number | undefined {
  return placed?.unit.kind === 'step' ? placed.unit.number : undefined;
}

function pack(atoms: readonly PlacedUnit[][]): PlacedUnit[][] {
  const total = wordsOf(atoms.flat());
  const target = total / Math.max(1, Math.ceil(total / USUAL));
  const passages: PlacedUnit[][] = [];
  let left = total;
  for (const atom of atoms) {
    const current = passages.at(-1);
    if (current !== undefined && !endsHere(current, atom, { target, left })) appendAll(current, atom);
    else passages.push([...atom]);
    left -= wordsOf(atom);
  }
  return passages;
}

function endsHere(current: Units, next: Units, { target, left }: { target: number; left: number }): boolean {
  const words = wordsOf(current);
  const first = next[0];
  if (words + wordsOf(next) > LARGE) return left > REST || words + left > LARGE + REST;
  if (left <= REST || words < SMALL || current.at(-1)?.leadsIn === true) return false;
  if (first?.startsParagraph !== true) return false;
  return words >= target * 0.85 || first.at.page !== current.at(-1)?.at.page;
}

function wordsOf(units: Units): number {
  return units.reduce((sum, unit) => sum + unit.words, 0);
}

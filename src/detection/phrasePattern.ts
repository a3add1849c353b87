import { WORD_CLASSES } from './wordClasses.ts';

/**
 * A phrase pattern is a sequence of words with bounded gaps: `read|tell me ~3 @CODE`. `a|b` is either word, `refund*` a
 * beginning, `@CODE` a word class, `~3` up to three words between, `^` the start of the turn. Patterns are matched over
 * words, not characters, in time linear in the turn: there is no backtracking to exploit.
 */
export interface PhrasePattern<Name extends string | number> {
  name: Name;
  pattern: string;
}

/** Where a pattern was found. */
export interface PhraseMatch<Name extends string | number> {
  name: Name;
  start: number;
  end: number;
}

interface Step {
  element: number;
  /** How many words may stand between the step before and this one. */
  gap: number;
}

interface Compiled<Name extends string | number> {
  name: Name;
  atStart: boolean;
  steps: readonly Step[];
  /** What must stand somewhere in the turn, the last first: most patterns fall at once, since a word of theirs doesn't. */
  needs: readonly number[];
}

/** Matches many patterns at once. */
export interface PhraseMatcher<Name extends string | number> {
  find(tokens: readonly string[]): PhraseMatch<Name>[];
}

const KNOWN_WORDS_LIMIT = 20_000;
const LONGEST_WORD = 40;

/** The elements a word satisfies: in a row to go through, and as a set to ask. */
interface Satisfied {
  ids: readonly number[];
  set: ReadonlySet<number>;
}

const NONE: Satisfied = { ids: [], set: new Set() };

/** Compiles patterns once; throws at start where one names an unknown class. */
export function compilePatterns<Name extends string | number>(
  patterns: readonly PhrasePattern<Name>[],
): PhraseMatcher<Name> {
  const elements = new Elements();
  const byFirst: Compiled<Name>[][] = [];
  for (const { name, pattern } of patterns) {
    const compiled = compile(name, pattern, elements);
    const first = compiled.steps[0];
    if (first === undefined) continue;
    (byFirst[first.element] ??= []).push(compiled);
  }
  // Stamped with the number of the turn, so that nothing is made or cleared for each.
  const seenIn = new Uint32Array(elements.count);
  let turn = 0;
  return {
    find(tokens) {
      const known = tokens.map((token) => elements.of(token));
      const found: PhraseMatch<Name>[] = [];
      turn = (turn + 1) >>> 0;
      for (const { ids } of known) for (const id of ids) seenIn[id] = turn;
      const isHere = (element: number) => seenIn[element] === turn;
      for (let start = 0; start < known.length; start += 1) {
        for (const id of (known[start] ?? NONE).ids) {
          for (const one of byFirst[id] ?? []) {
            if (!one.needs.every(isHere)) continue;
            const end = endOf(one, known, start);
            if (end >= 0) found.push({ name: one.name, start, end });
          }
        }
      }
      return found;
    },
  };
}

function compile<Name extends string | number>(name: Name, pattern: string, elements: Elements): Compiled<Name> {
  const steps: Step[] = [];
  let gap = 0;
  let atStart = false;
  for (const part of pattern.split(/\s+/)) {
    if (part === '^') atStart = true;
    else if (part.startsWith('~')) gap = Number(part.slice(1));
    else {
      steps.push({ element: elements.idOf(part), gap });
      gap = 0;
    }
  }
  const needs = steps.slice(1).map(({ element }) => element);
  return { name, atStart, steps, needs: needs.reverse() };
}

/** The last word of the earliest way through the steps from `start`, or -1. Keeps the set of reachable words per step. */
function endOf<Name extends string | number>(
  { atStart, steps }: Compiled<Name>,
  known: readonly Satisfied[],
  start: number,
): number {
  if (atStart && start > 1) return -1;
  let reached: readonly number[] = [start];
  for (let index = 1; index < steps.length; index += 1) {
    const step = steps[index];
    const next = step === undefined ? undefined : reachedFrom(reached, step, known);
    if (next === undefined) return -1;
    reached = next;
  }
  return reached[0] ?? -1;
}

/** Where the step's element stands within its gap of any place reached before; nothing is made where it stands nowhere. */
function reachedFrom(
  before: readonly number[],
  { element, gap }: Step,
  known: readonly Satisfied[],
): readonly number[] | undefined {
  let next: number[] | undefined;
  let latest = -1;
  for (const from of before) {
    const last = Math.min(known.length - 1, from + 1 + gap);
    for (let at = Math.max(from, latest) + 1; at <= last; at += 1) {
      if (known[at]?.set.has(element) !== true) continue;
      (next ??= []).push(at);
      latest = at;
    }
  }
  return next;
}

/** The distinct elements of all patterns, and which of them a word satisfies. */
class Elements {
  readonly #ids = new Map<string, number>();
  readonly #exact = new Map<string, Set<number>>();
  readonly #prefixes: { prefix: string; id: number }[] = [];
  readonly #known = new Map<string, Satisfied>();

  get count(): number {
    return this.#ids.size;
  }

  idOf(element: string): number {
    const known = this.#ids.get(element);
    if (known !== undefined) return known;
    const id = this.#ids.size;
    this.#ids.set(element, id);
    for (const word of element.split('|').flatMap(wordsOfClass)) {
      if (word.endsWith('*')) this.#prefixes.push({ prefix: word.slice(0, -1), id });
      else this.#exact.set(word, (this.#exact.get(word) ?? new Set()).add(id));
    }
    return id;
  }

  of(token: string): Satisfied {
    const known = this.#known.get(token);
    if (known !== undefined) return known;
    const ids = new Set(this.#exact.get(token));
    for (const { prefix, id } of this.#prefixes) if (token.startsWith(prefix)) ids.add(id);
    const satisfied = ids.size === 0 ? NONE : { ids: [...ids], set: ids };
    if (token.length <= LONGEST_WORD) {
      // Words come again and again; what is kept says nothing about who said them when, and is bounded.
      if (this.#known.size >= KNOWN_WORDS_LIMIT) this.#known.clear();
      this.#known.set(token, satisfied);
    }
    return satisfied;
  }
}

function wordsOfClass(part: string): readonly string[] {
  if (!part.startsWith('@')) return [part];
  const words = WORD_CLASSES.get(part.slice(1));
  if (words === undefined) throw new RangeError(`A phrase pattern names the unknown word class ${part}.`);
  return words;
}

import type { MarkedUnit } from './markUnits.ts';

/** People say who they are in the first things they say. */
const OPENING_UNITS = 24;
const INTRODUCED =
  /\b(?:this is|my name(?:'s| is)|name's|I'm|I am|it's|mein Name ist|hier ist|ich bin) ((?:(?:Mr|Mrs|Ms|Miss|Dr|Herr|Frau)\.? )?\p{Lu}\p{Ll}+(?: \p{Lu}[\p{Ll}’']+){0,2})/u;
/** Capitalised words that are no names. */
const NO_NAME =
  /^(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December|Not|Just|The|Yes|No|Okay|Sorry|I)\b/;

/** Who the caller says they are, with the line; undefined when they do not say. */
export function findCaller(units: readonly MarkedUnit[]): { name: string; unit: MarkedUnit } | undefined {
  for (const unit of units.slice(0, OPENING_UNITS)) {
    if (unit.speaker !== 'customer') continue;
    const name = INTRODUCED.exec(unit.text)?.[1];
    if (name !== undefined && !NO_NAME.test(name)) return { name, unit };
  }
  return undefined;
}

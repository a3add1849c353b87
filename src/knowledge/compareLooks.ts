import { isRules } from './lookAtFolder.ts';

/** Stamps of files, by path, at one moment. */
export type Files = ReadonlyMap<string, string>;

/** Equal when there are the same files and knowledge.json says the same; what else is in the files does not matter. */
export function shapeOf(files: Files): string {
  return [...files].map(([path, stamp]) => (isRules(path) ? `${path} ${stamp}` : path)).join('\n');
}

/** The files that nobody has touched since the look before. */
export function filesAtRest(files: Files, before: Files): Files {
  return new Map([...files].filter(([path, stamp]) => before.get(path) === stamp));
}

/** True for the same files with the same stamps. */
export function areEqual(one: Files, other: Files): boolean {
  return one.size === other.size && [...one].every(([path, stamp]) => other.get(path) === stamp);
}

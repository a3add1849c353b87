import { type Json, stringsOf, withStrings } from './manifestStrings.ts';

/** Strings that people read in Teams and that a language file must give in its language. */
const SHOWN =
  /^(?:name\.(?:short|full)|description\.(?:short|full)|bots\[\d+\]\.commandLists\[\d+\]\.commands\[\d+\]\.(?:title|description)|composeExtensions\[\d+\]\.commands\[\d+\](?:\.parameters\[\d+\])?\.(?:title|description))$/;

/** The manifest as people with this language file see it, with what is missing or names nothing. */
export function localized(manifest: Json, file: string, texts: Json): { manifest: Json; problems: string[] } {
  const given = new Map(stringsOf(texts).map(({ path, text }) => [path, text]));
  given.delete('$schema');
  // The file is flat; its names are the paths.
  const shown = stringsOf(manifest).flatMap(({ path }) => (SHOWN.test(path) ? [path] : []));
  const missing = shown.filter((path) => !given.has(path));
  const strange = [...given.keys()].filter((path) => !shown.includes(path));
  return {
    manifest: withStrings(manifest, given),
    problems: [
      ...missing.map((path) => `${file} lacks ${path}.`),
      ...strange.map((path) => `${file} has ${path}, which the manifest has not.`),
    ],
  };
}

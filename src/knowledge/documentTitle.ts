import { posix } from 'node:path';

/** Titles that programs write when nobody gave one. */
const MEANINGLESS =
  /^(untitled|unbenannt|\(anonymous\)|\(unspecified\)|document|dokument|title|titel|introduction|overview|summary|contents|table of contents|home|welcome|einleitung|übersicht|inhalt(sverzeichnis)?|slide|folie|presentation|präsentation|book|mappe)\s*\d*$|^(microsoft (word|excel|powerpoint)|powerpoint[- ])|\.(docx?|docm|xlsx?|xlsm|pptx?|pdf|html?|indd|psd|qxd|txt|md|exe)\b/i;

/** A document's title: as given, else the file's own where a person wrote it, else its name made readable. */
export function documentTitle(file: string, own: string | undefined, given: string | undefined): string {
  if (given !== undefined && given.trim() !== '') return given.trim();
  return own !== undefined && isWritten(own) ? own : readableName(file);
}

function isWritten(title: string): boolean {
  return title.length >= 3 && title.length <= 150 && /\p{L}{2}/u.test(title) && !MEANINGLESS.test(title);
}

/** "sim-swap_guide.pdf" is "Sim swap guide". Hyphens inside dates stay. */
function readableName(file: string): string {
  const name = posix.basename(file).replace(/\.[^.]+$/, '');
  const words = name
    .replace(/[_+]+/g, ' ')
    .replace(/(?<!\d)-|-(?!\d)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return words === '' ? name : words.charAt(0).toUpperCase() + words.slice(1);
}

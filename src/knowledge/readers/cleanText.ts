const LIGATURES: Record<string, string> = { ﬀ: 'ff', ﬁ: 'fi', ﬂ: 'fl', ﬃ: 'ffi', ﬄ: 'ffl', ﬅ: 'ft', ﬆ: 'st' };

/** One line of readable text: ligatures taken apart, invisible characters gone, white space single. */
export function cleanText(raw: string): string {
  return raw
    .replace(TOWER, '')
    .normalize('NFC')
    .replace(/[ﬀ-ﬆ]/g, (ligature) => LIGATURES[ligature] ?? ligature)
    .replace(INVISIBLE, '')
    .replace(/‑/g, '-')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

// More accents on one letter than any language has; ordering them takes time that grows with their square.
const TOWER = /(?<=\p{M}{16})\p{M}+/gu;

// Soft hyphen, zero-width space, word joiner, byte-order mark and the marks that turn the reading direction around.
const INVISIBLE = /[\u00AD\u200B\u200E\u200F\u2028\u2029\u2060\uFEFF\u202A-\u202E\u2066-\u2069]/g;

/** How many words a text has; a text without spaces counts by its length. */
export function countWords(text: string): number {
  let spaces = 0;
  for (let at = text.indexOf(' '); at !== -1; at = text.indexOf(' ', at + 1)) spaces++;
  return text === '' ? 0 : Math.max(spaces + 1, Math.ceil(text.length / 14));
}

const LONGEST = 4096;
const ANCHOR = /^<a\b[^>]{0,4096}\bhref="(https?:\/\/[^"<>\s]+)"[^>]{0,500}>[^<]{0,4096}<\/a>$/i;
const PLAIN = /^<?(https?:\/\/[^\s<>]+)>?$/i;

/** The address, when a message is nothing but one; undefined for anything else somebody wrote. */
export function linkAlone(message: string): string | undefined {
  const text = message
    .slice(0, 3 * LONGEST)
    .replace(/^\s*<(?:p|div)>|<\/(?:p|div)>\s*$/gi, '')
    .replace(/&nbsp;/g, ' ')
    .trim();
  const address = (ANCHOR.exec(text) ?? PLAIN.exec(text))?.[1]?.replaceAll('&amp;', '&');
  return address !== undefined && address.length <= LONGEST ? address : undefined;
}

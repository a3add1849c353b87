import { cleanText } from './screening/cleanText.ts';

/** Also addresses without a scheme, which clients make links of by themselves. */
const ADDRESS =
  /\b(?:[a-z][a-z\d+.-]{1,15}:\/\/|javascript:|data:|mailto:|tel:|www\.)[^\s<>"'\])}]{1,2000}|(?<![\w@.])(?:[a-z\d-]{1,63}\.){1,4}[a-z]{2,10}\/[^\s<>"'\])}]{0,2000}/gi;
/** `![alt](address "title")` and `[text](address)`; every part is bounded. */
const MARKDOWN_LINK =
  /!?\[([^[\]\n]{0,300})\]\(\s{0,3}<?([^\s()<>]{0,2000})>?(?:\s{1,3}["'(][^\n"')]{0,200}["')])?\s{0,3}\)/g;
const REMOVED = '[…]';

/**
 * A model's text as words only: a markdown image or link becomes its text and its address; an address stays when its host is
 * one of `allowedHosts` (of cited sources, exactly) over https, else "[…]" stands for it. Markup, mentions and card JSON stay as
 * the characters they are: cards show the result in text runs, messages escape it.
 */
export function plainOutput(text: string, allowedHosts: readonly string[] = []): string {
  const allowed = new Set(allowedHosts.map((host) => host.toLowerCase()));
  return cleanText(text)
    .replace(MARKDOWN_LINK, (_whole, words: string, address: string) => [words, address].filter(Boolean).join(' '))
    .replace(ADDRESS, (address) => (isAllowed(address, allowed) ? address : REMOVED));
}

/** Hosts of the sources' own addresses. */
export function hostsOf(urls: readonly (string | undefined)[]): string[] {
  return urls.flatMap((url) => (url === undefined ? [] : (URL.parse(url)?.host ?? [])));
}

function isAllowed(address: string, allowed: ReadonlySet<string>): boolean {
  const url = URL.parse(address);
  if (url === null || url.protocol !== 'https:' || url.username !== '' || url.password !== '') return false;
  return allowed.has(url.host);
}

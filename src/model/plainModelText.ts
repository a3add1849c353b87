/** How long a text may be and where its links may lead. */
export interface TextBounds {
  characters: number;
  /** Hosts of the cited sources, such as intranet.contoso.example. */
  hosts: ReadonlySet<string>;
}

// Everything a screen does not show, or shows elsewhere than where it stands.
const UNSEEN = /[\p{Cc}\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gu;
/** The model's own marks: sources are numbered by us. */
const MARKS = /\s?\[\d{1,3}(?:, ?\d{1,3})*\]/g;
/** Anything a client might turn into a link, with or without a scheme; file names and e-mail addresses are none. */
const LINK =
  /\b[a-z][a-z0-9+.-]{1,20}:[\\/]{1,4}[^\s<>()"']+|(?<![\p{L}\p{N}_-]|[\p{L}\p{N}]@|[\p{L}\p{N}]\.)(?:[\p{L}\p{N}_-]{1,63}[.\u3002\uff0e\uff61]){1,40}(?:\p{L}{2,24}|xn--[a-z0-9-]{2,59})(?![\p{L}\p{N}_])(?:[/?#:][^\s<>()[\]"']*)?/giu;
/** No ".md", which is Moldova's. */
const FILE_NAME = /\.(?:pdf|docx?|xlsx?|pptx?|csv|html?|txt|json)$/i;
/** What is left of an address that opens a program. */
const SCHEME = /\b(?:javascript|data|vbscript|file|mailto|tel|sms|sip|callto|msteams|ms-[a-z]{2,12}):(?=\S)/gi;
/** A page behind an e-mail address is none. */
const MAIL_PATH = /(@[\p{L}\p{N}.-]{1,253})(?=[/?#:])/giu;

/**
 * What a model wrote as one line of plain text: without unseen characters and marks, at most so long, and with every
 * address that is not of a cited source written so that no client makes a link of it. Markup is left to be shown.
 */
export function plainModelText(text: string, { characters, hosts }: TextBounds): string {
  const line = text
    .toWellFormed()
    .slice(0, 4 * characters)
    .replace(/\s+/g, ' ')
    .replace(UNSEEN, '')
    .replace(MARKS, '');
  const plain = line
    .replace(LINK, (link) => (isAllowed(link, hosts) ? link : unlinked(link)))
    .replace(SCHEME, (scheme) => `${scheme.slice(0, -1)} `)
    .replace(MAIL_PATH, unlinked);
  return cutShort(plain.trim(), characters);
}

function isAllowed(link: string, hosts: ReadonlySet<string>): boolean {
  if (FILE_NAME.test(link) && !/[:/]/.test(link)) return true;
  // Clients do not agree on what a backslash is.
  if (link.includes('\\')) return false;
  const url = URL.parse(link);
  return url !== null && url.protocol === 'https:' && url.username === '' && hosts.has(url.host);
}

/** Still readable for people: "evil[.]example/x". */
function unlinked(link: string): string {
  return link.replace(/^[a-z][a-z0-9+.-]*:[\\/]+/i, '').replace(/[.\u3002\uff0e\uff61]/g, '[.]');
}

function cutShort(text: string, characters: number): string {
  if (text.length <= characters) return text;
  const cut = text
    .slice(0, characters - 1)
    .toWellFormed()
    .replace(/\uFFFD$/, '');
  const space = cut.lastIndexOf(' ');
  return `${cut.slice(0, space > characters / 2 ? space : cut.length).trimEnd()}…`;
}

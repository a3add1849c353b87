import { openZip } from '../../files/openZip.ts';
import { UnreadableDocument } from '../../files/unreadableDocument.ts';

/** Tags of WordprocessingML (ECMA-376 part 1, section 17.3) that matter for plain lines, and everything between tags. */
const PIECES = /<(\/?)w:(p|t|br|cr|tab)(?:\s[^<>]*|\/)?>|<[^<>]*>|[^<]+/g;

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The lines of a Word document, as Teams saves a transcript. Throws UnreadableDocument when it is another kind of file. */
export async function wordLines(bytes: Uint8Array): Promise<string> {
  const xml = (await openZip(bytes)).text('word/document.xml');
  if (xml === undefined) {
    throw new UnreadableDocument('unknown-kind', 'The file is a package of another kind, not a Word transcript.');
  }
  const parts: string[] = [];
  let isText = false;
  for (const [piece, slash, tag] of xml.matchAll(PIECES)) {
    if (tag === 't') isText = slash === '' && !piece.endsWith('/>');
    else if (tag === 'tab') parts.push(' ');
    else if ((tag === 'p' && slash === '/') || tag === 'br' || tag === 'cr') parts.push('\n');
    else if (isText && !piece.startsWith('<')) parts.push(decodeEntities(piece));
  }
  return parts.join('');
}

function decodeEntities(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-f]{1,6});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()] ?? whole;
    const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
  });
}

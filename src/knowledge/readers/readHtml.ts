import type { ReadBlocks } from '../../domain/block.ts';
import { UnreadableDocument } from '../unreadableDocument.ts';
import { cleanText } from './cleanText.ts';
import { decodeText } from './decodeText.ts';
import { walkHtml } from './html/walkHtml.ts';

/** Reads an HTML page: what a visitor sees, without navigation, footers, scripts and hidden parts. */
export async function readHtml(bytes: Uint8Array): Promise<ReadBlocks> {
  const start = Buffer.from(bytes.subarray(0, 4000)).toString('latin1');
  return readHtmlText(await decodeText(bytes, /charset\s*=\s*["']?([\w-]+)/i.exec(start)?.[1]));
}

/** Reads HTML that is already text; other readers hand theirs in here. */
export async function readHtmlText(html: string): Promise<ReadBlocks> {
  const [{ parseDocument }, dom] = await Promise.all([import('htmlparser2'), import('domutils')]);
  return shallowly(() => {
    const root = parseDocument(html);
    const main = dom.findOne((element) => element.name === 'main' || element.attribs['role'] === 'main', root.children);
    const titleElement = dom.findOne((element) => element.name === 'title', root.children);
    const blocks = walkHtml(main === null ? root.children : [main]);
    const heading = blocks.find((block) => block.kind === 'heading' && block.level === 1);
    const named = titleElement === null ? '' : cleanText(dom.textContent(titleElement));
    const title = heading?.kind === 'heading' ? heading.text : named;
    return { ...(title === '' ? {} : { title }), blocks, warnings: [] };
  });
}

/** Elements nested thousands deep exhaust the stack; no page a person wrote does that. */
function shallowly<T>(walk: () => T): T {
  try {
    return walk();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UnreadableDocument('unsafe', 'The file nests its parts too deeply; it was not read.', { cause: error });
  }
}

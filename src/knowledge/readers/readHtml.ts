import type { ReadBlocks } from '../../domain/block.ts';
import { cleanText } from './cleanText.ts';
import { decodeText } from '../../files/decodeText.ts';
import { openTreeParser } from './html/parseTree.ts';
import { walkHtml } from './html/walkHtml.ts';

/** Reads an HTML page: what a visitor sees, without navigation, footers, scripts and hidden parts. */
export async function readHtml(bytes: Uint8Array): Promise<ReadBlocks> {
  const start = Buffer.from(bytes.subarray(0, 4000)).toString('latin1');
  return readHtmlText(await decodeText(bytes, /charset\s*=\s*["']?([\w-]+)/i.exec(start)?.[1]));
}

/** Reads HTML that is already text; other readers hand theirs in here. */
export async function readHtmlText(html: string): Promise<ReadBlocks> {
  const { DomUtils: dom } = await import('htmlparser2');
  const parse = await openTreeParser({ xmlMode: false });
  const root = parse(html);
  const main = dom.findOne((element) => element.name === 'main' || element.attribs['role'] === 'main', root);
  const titleElement = dom.findOne((element) => element.name === 'title', root);
  const blocks = walkHtml(main === null ? root : [main]);
  const heading = blocks.find((block) => block.kind === 'heading' && block.level === 1);
  const named = titleElement === null ? '' : cleanText(dom.textContent(titleElement));
  const title = heading?.kind === 'heading' ? heading.text : named;
  return { ...(title === '' ? {} : { title }), blocks, warnings: [] };
}

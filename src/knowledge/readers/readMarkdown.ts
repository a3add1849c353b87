import type { ReadBlocks } from '../../domain/block.ts';
import { cleanText } from './cleanText.ts';
import { decodeText } from '../../files/decodeText.ts';
import { readHtmlText } from './readHtml.ts';

/** Reads Markdown (GitHub flavour) through the HTML it stands for; a YAML head gives the title and is not read aloud. */
export async function readMarkdown(bytes: Uint8Array): Promise<ReadBlocks> {
  const { marked } = await import('marked');
  const { title, body } = withoutHead(await decodeText(bytes));
  const read = await readHtmlText(await marked.parse(body, { gfm: true }));
  return title === '' ? read : { ...read, title };
}

function withoutHead(text: string): { title: string; body: string } {
  const head = /^---\r?\n([\s\S]*?)\r?\n---\r?\n/.exec(text);
  if (head === null) return { title: '', body: text };
  const title = /^title:\s*["']?(.*?)["']?\s*$/m.exec(head[1] ?? '')?.[1] ?? '';
  return { title: cleanText(title), body: text.slice(head[0].length) };
}

import type { Block, ReadBlocks } from '../../domain/block.ts';
import { UnreadableDocument } from '../../files/unreadableDocument.ts';
import { openZip } from '../../files/openZip.ts';
import { readHtmlText } from './readHtml.ts';

const STYLE_MAP = [
  "p[style-name='Title'] => h1:fresh",
  "p[style-name='Subtitle'] => p:fresh",
  "p[style-name='Caption'] => p:fresh",
  "p[style-name='heading 7'] => h6:fresh",
  'b => strong',
];

/** Reads a Word document: headings, lists with their numbers, tables. Word files have no pages to cite. */
export async function readDocx(bytes: Uint8Array): Promise<ReadBlocks> {
  await openZip(bytes);
  const { default: mammoth } = await import('mammoth');
  const convertImage = mammoth.images.imgElement(() => Promise.resolve({ src: '' }));
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const { value } = await mammoth.convertToHtml({ buffer }, { styleMap: STYLE_MAP, convertImage });
    const read = await readHtmlText(value);
    return { ...read, blocks: continueNumbers(read.blocks) };
  } catch (error) {
    if (error instanceof UnreadableDocument) throw error;
    throw new UnreadableDocument('damaged', 'The file is damaged or no Word document; save it again.', {
      cause: error,
    });
  }
}

/**
 * Word numbers steps on after a note or picture between them, but the converter starts a new list at 1.
 * After a paragraph that announces something ("To reset it:") a new list is meant.
 */
function continueNumbers(blocks: readonly Block[]): Block[] {
  let last = 0;
  let added = 0;
  let goesOn = false;
  return blocks.map((block) => {
    if (block.kind === 'heading') goesOn = false;
    else if (block.kind !== 'item') goesOn &&= !/:$/.test(block.kind === 'row' ? '' : block.text);
    if (block.kind !== 'item' || block.number === undefined) return block;
    if (block.number === 1) added = goesOn ? last : 0;
    last = block.number + added;
    goesOn = true;
    return { ...block, number: last };
  });
}

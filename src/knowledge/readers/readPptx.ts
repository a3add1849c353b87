import type { Block, ReadBlocks } from '../../domain/block.ts';
import { UnreadableDocument } from '../../files/unreadableDocument.ts';
import { openZip, type ZipParts } from '../../files/openZip.ts';
import { openXml, type XmlReader } from './pptx/openXml.ts';
import { diagramBlocks, shapeBlocks } from './pptx/shapeBlocks.ts';
import { appendAll } from '../appendAll.ts';

/** Reads a presentation: title, points, tables and speaker notes of every slide that is shown. */
export async function readPptx(bytes: Uint8Array): Promise<ReadBlocks> {
  const parts = await openZip(bytes);
  const xml = await openXml(parts);
  const slides = listSlides(xml, parts);
  if (slides.length === 0)
    throw new UnreadableDocument('damaged', 'The file is damaged or holds no slides; save it again.');
  const blocks: Block[] = [];
  const hidden: number[] = [];
  for (const [index, part] of slides.entries()) {
    if (xml.root(part)?.attribs['show'] === '0') hidden.push(index + 1);
    else appendAll(blocks, slideBlocks(xml, part, index + 1));
  }
  const title = blocks.find((block) => block.kind === 'heading' && block.slide === 1);
  const warnings = hidden.map((slide) => `slide ${slide} is hidden and was left out`);
  return { ...(title?.kind === 'heading' ? { title: title.text } : {}), blocks, warnings };
}

/** Slide parts in the order of the show. */
function listSlides(xml: XmlReader, parts: ZipParts): string[] {
  const related = xml.related('ppt/presentation.xml');
  const shown = xml
    .all('ppt/presentation.xml', 'p:sldId')
    .flatMap((slide) => related.get(slide.attribs['r:id'] ?? '')?.part ?? [])
    .filter((part) => parts.names.includes(part));
  if (shown.length > 0) return shown;
  const numberOf = (name: string): number => Number(/(\d+)\.xml$/.exec(name)?.[1]);
  const names = parts.names.filter((name) => /^ppt\/slides\/slide\d+\.xml$/.test(name));
  return names.sort((a, b) => numberOf(a) - numberOf(b));
}

function slideBlocks(xml: XmlReader, part: string, slide: number): Block[] {
  const related = [...xml.related(part).values()];
  const notes = related.find((relation) => relation.type === 'notesSlide')?.part;
  const diagrams = related.filter((relation) => relation.type === 'diagramData');
  const root = xml.root(part);
  const blocks = [
    ...(root === undefined ? [] : shapeBlocks(root)),
    ...diagrams.flatMap((relation) => diagramBlocks(xml.root(relation.part))),
    ...(notes === undefined ? [] : notesBlocks(xml, notes)),
  ];
  return blocks.map((block) => ({ ...block, slide }));
}

/** Speaker notes as paragraphs; their slide number and header placeholders say nothing. */
function notesBlocks(xml: XmlReader, part: string): Block[] {
  const root = xml.root(part);
  if (root === undefined) return [];
  return shapeBlocks(root, /^(body|obj)$/).map((block) => {
    const isPlain = block.kind === 'heading' || (block.kind === 'item' && block.number === undefined);
    return isPlain ? { kind: 'paragraph', text: block.text } : block;
  });
}

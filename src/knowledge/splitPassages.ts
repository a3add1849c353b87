import type { Block } from '../domain/block.ts';
import type { KnowledgeDocument } from '../domain/knowledgeDocument.ts';
import type { Passage, Unit } from '../domain/passage.ts';
import { listSections } from './passages/listSections.ts';
import { packUnits } from './passages/packUnits.ts';
import type { PlacedUnit, Section } from './passages/placedUnit.ts';

/** A heading set larger than the others, under which all of them would stand. */
const CONTENTS = /^((table of )?contents|inhalt|inhaltsverzeichnis)$/;

/**
 * Passages of a document, about 60 to 180 words each: split at headings, slides, sheets and sentence ends;
 * step lists whole up to 300 words; rows of a table together and apart from other tables.
 */
export function splitPassages(document: KnowledgeDocument, blocks: readonly Block[]): Passage[] {
  const passages: Passage[] = [];
  const headings = new Set(blocks.flatMap((block) => (block.kind === 'heading' ? [plainHeading(block.text)] : [])));
  for (const section of listSections(blocks)) {
    if (isContents(section, headings)) continue;
    const trail = section.headings.map(plainHeading).flatMap((plain, index) => {
      const says = plain !== plainHeading(document.title) && !CONTENTS.test(plain);
      return says ? [section.headings[index] ?? ''] : [];
    });
    for (const units of packUnits(section.units)) passages.push(passageFrom(document, trail, units, passages.length));
  }
  return passages;
}

function passageFrom(
  document: KnowledgeDocument,
  headings: readonly string[],
  placed: readonly PlacedUnit[],
  ordinal: number,
): Passage {
  const { documentId, file, title, groups, effectiveDate, series, sensitivity, url, fingerprint } = document;
  const units = placed.map(({ unit }) => unit);
  const heading = headings.at(-1);
  return {
    passageId: `${documentId}-${ordinal}-${fingerprint.slice(0, 6)}`,
    documentId,
    file,
    title,
    headings,
    units,
    text: units.map(lineOf).join('\n'),
    groups,
    ...placed[0]?.at,
    ...(heading === undefined ? {} : { heading }),
    ...(effectiveDate === undefined ? {} : { effectiveDate }),
    ...(series === undefined ? {} : { series }),
    ...(sensitivity === undefined ? {} : { sensitivity }),
    ...(url === undefined ? {} : { url }),
  };
}

function lineOf(unit: Unit): string {
  return unit.kind === 'step' ? `${unit.number}. ${unit.text}` : unit.text;
}

/** A table of contents repeats the document's headings; found instead of the section, it would be a useless answer. */
function isContents({ units }: Section, headings: ReadonlySet<string>): boolean {
  const listed = units.filter(({ unit }) => {
    const line = plainHeading(unit.text);
    // With its page number, or without.
    return headings.has(line) || headings.has(line.replace(/[\s.:]+\d+$/, ''));
  });
  return listed.length >= 3 && listed.length >= units.length * 0.7;
}

/** A heading without the number before it. */
function plainHeading(text: string): string {
  return text
    .toLowerCase()
    .replace(/^[\d.]+\s+/, '')
    .replace(/[\s.:]+$/, '');
}

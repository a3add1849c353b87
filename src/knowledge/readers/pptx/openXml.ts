import { posix } from 'node:path';
import { isElement, type HtmlElement, type HtmlNode } from '../html/htmlNode.ts';
import { openTreeParser } from '../html/parseTree.ts';
import type { ZipParts } from '../../../files/openZip.ts';

/** A part that another part refers to; `type` is the last word of the relationship's type. */
export interface Relation {
  type: string;
  part: string;
}

/** Reads XML parts of an Open XML container (ECMA-376); entities of document types are never expanded. */
export interface XmlReader {
  root(part: string): HtmlElement | undefined;
  all(part: string, tag: string): HtmlElement[];
  /** Relations of a part by their id. */
  related(part: string): ReadonlyMap<string, Relation>;
}

export async function openXml(parts: ZipParts): Promise<XmlReader> {
  const parseText = await openTreeParser({ xmlMode: true });
  const parse = (name: string): HtmlNode[] => parseText(parts.text(name) ?? '');
  return {
    root: (part) => parse(part).find(isElement),
    all: (part, tag) => parse(part).flatMap((node) => elementsOf(node, tag)),
    related(part) {
      const file = `${posix.dirname(part)}/_rels/${posix.basename(part)}.rels`;
      const relations = parse(file).flatMap((node) => elementsOf(node, 'Relationship'));
      return new Map(relations.map(({ attribs }) => [attribs['Id'] ?? '', relationFrom(attribs, part)]));
    },
  };
}

function relationFrom(attribs: Record<string, string>, part: string): Relation {
  const target = attribs['Target'] ?? '';
  const path = target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(part), target);
  return { type: (attribs['Type'] ?? '').split('/').at(-1) ?? '', part: path };
}

/** All elements of this tag at or below a node, in document order. */
export function elementsOf(node: HtmlNode, tag: string): HtmlElement[] {
  if (!isElement(node)) return [];
  const below = node.children.flatMap((child) => elementsOf(child, tag));
  return node.name === tag ? [node, ...below] : below;
}

/** The first element reached by these tags, one level each. */
export function childAt(element: HtmlElement, ...tags: readonly string[]): HtmlElement | undefined {
  let at: HtmlElement | undefined = element;
  for (const tag of tags) at = at?.children.filter(isElement).find((child) => child.name === tag);
  return at;
}

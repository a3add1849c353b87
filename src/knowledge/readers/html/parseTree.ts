import { UnreadableDocument } from '../../../files/unreadableDocument.ts';
import type { HtmlNode } from './htmlNode.ts';

/** Deepest nesting of tags; sloppy pages leave hundreds open, attacks hundreds of thousands. */
const DEEPEST = 2000;

/** A parser of pages, or of XML parts; entities of document types are never expanded. It refuses absurd nesting. */
export async function openTreeParser(options: { xmlMode: boolean }): Promise<(text: string) => HtmlNode[]> {
  const { DomHandler, Parser } = await import('htmlparser2');
  return (text) => {
    const handler = new DomHandler(undefined, options);
    const parser = new Parser(guardDepth(handler), options);
    parser.end(text);
    return handler.root.childNodes;
  };
}

interface TagHandler {
  onopentag(name: string, attribs: Record<string, string>): void;
  onclosetag(): void;
}

/** The parser takes time that grows with the square of the depth, so the depth is watched while it goes. */
function guardDepth<T extends TagHandler>(handler: T): T {
  let depth = 0;
  const open = handler.onopentag.bind(handler);
  const close = handler.onclosetag.bind(handler);
  handler.onopentag = (name, attribs) => {
    if (++depth > DEEPEST)
      throw new UnreadableDocument('unsafe', 'The file nests its parts too deeply; it was not read.');
    open(name, attribs);
  };
  handler.onclosetag = () => {
    depth--;
    close();
  };
  return handler;
}

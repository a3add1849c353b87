import { Parser } from 'htmlparser2';

/** An element of XML without its prefixes. */
export interface XmlElement {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: readonly XmlElement[];
  /** Its own text, trimmed. */
  text: string;
}

interface Growing extends XmlElement {
  children: Growing[];
}

const MOST_CHARACTERS = 256 * 1024;
const MOST_ELEMENTS = 5_000;
const MOST_DEPTH = 24;

/**
 * Reads XML into a tree of elements; undefined when it declares a DOCTYPE or entities, has more than any call needs, or
 * holds no element. Small slips of an SBC's XML are forgiven; no address in it is ever opened.
 */
export function readXml(text: string): XmlElement | undefined {
  if (text.length > MOST_CHARACTERS || /<!(?:DOCTYPE|ENTITY)/i.test(text)) return undefined;
  const root: Growing = { name: '', attributes: {}, children: [], text: '' };
  const open: Growing[] = [root];
  let elements = 0;
  let isTooMuch = false;
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        elements += 1;
        if (isTooMuch || elements > MOST_ELEMENTS || open.length > MOST_DEPTH) {
          isTooMuch = true;
          return parser.pause();
        }
        const element: Growing = { name: local(name), attributes: localNames(attributes), children: [], text: '' };
        open.at(-1)?.children.push(element);
        open.push(element);
      },
      ontext: (piece) => {
        const element = open.at(-1);
        if (element !== undefined) element.text += piece;
      },
      onclosetag: () => {
        const element = open.length > 1 ? open.pop() : undefined;
        if (element !== undefined) element.text = element.text.trim();
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.write(text);
  if (isTooMuch) return undefined;
  parser.end();
  return root.children[0];
}

/** Children of that name. */
export function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

/** An element's descendants of that name, at any depth. */
export function within(element: XmlElement, name: string): XmlElement[] {
  return element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...within(child, name)]);
}

function local(name: string): string {
  return name.slice(name.lastIndexOf(':') + 1);
}

function localNames(attributes: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [local(name), value]));
}

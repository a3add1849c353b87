import type { parseDocument } from 'htmlparser2';

/** A node of a parsed page or XML part. */
export type HtmlNode = ReturnType<typeof parseDocument>['childNodes'][number];
export type HtmlElement = Extract<HtmlNode, { attribs: unknown }>;

const NEVER_READ = new Set(
  (
    'script style noscript template head nav footer svg canvas iframe object audio video map button select option ' +
    'textarea input dialog'
  ).split(' '),
);

/** True for a tag with its children; false for text, comments and the like. */
export function isElement(node: HtmlNode): node is HtmlElement {
  return 'attribs' in node;
}

/** True for what a visitor does not see, or sees on every page. */
export function isUnread(element: HtmlElement): boolean {
  const { attribs } = element;
  return (
    NEVER_READ.has(element.name) ||
    'hidden' in attribs ||
    attribs['aria-hidden'] === 'true' ||
    /^(navigation|contentinfo|search)$/.test(attribs['role'] ?? '') ||
    /display\s*:\s*none|visibility\s*:\s*hidden/i.test(attribs['style'] ?? '')
  );
}

/** True for the words of a page; false for tags and comments. */
export function isText(node: HtmlNode): node is Extract<HtmlNode, { data: string }> {
  return 'data' in node && String(node.type) === 'text';
}

/** The element's children that are read. */
export function readChildren(element: HtmlElement): HtmlNode[] {
  return element.children.filter((child) => !isElement(child) || !isUnread(child));
}

import type { PDFDocumentProxy } from 'unpdf/pdfjs';
import { readDrawing, type DrawingCodes } from './readDrawing.ts';
import { joinTexts, type PlacedText } from './joinTexts.ts';
import { matrixFrom, multiply, type Matrix } from './matrix.ts';
import type { PdfPage, TextTag } from './pdfPage.ts';
import { readTags } from './readTags.ts';

type Page = Awaited<ReturnType<PDFDocumentProxy['getPage']>>;
type TextContent = Awaited<ReturnType<Page['getTextContent']>>;

/** AnnotationMode.DISABLE of pdf.js. */
const NO_ANNOTATIONS = 0;

/** One page of a PDF: its texts by position, its drawn lines and what its tags say. */
export async function readPage(document: PDFDocumentProxy, number: number, codes: DrawingCodes): Promise<PdfPage> {
  const page = await document.getPage(number);
  const [content, operators, tree] = await Promise.all([
    page.getTextContent({ includeMarkedContent: true }),
    page.getOperatorList({ annotationMode: NO_ANNOTATIONS }),
    page.getStructTree(),
  ]);
  const tags = readTags(tree);
  const viewport = page.getViewport({ scale: 1 });
  const toPage = matrixFrom(viewport.transform);
  const isBold = (fontName: string): boolean => isBoldFont(page, fontName);
  const texts = upright(placeTexts(content, { toPage, tags, isBold }));
  const drawing = readDrawing(operators, toPage, codes);
  const area = viewport.width * viewport.height;
  const segments = joinTexts(texts, drawing.verticals);
  const hasText = isReadable(segments.map((segment) => segment.text).join(''));
  page.cleanup();
  return {
    number,
    width: viewport.width,
    height: viewport.height,
    segments: hasText ? segments : [],
    hasText,
    ...drawing,
    pictureShare: area === 0 ? 0 : drawing.largestPicture / area,
  };
}

function isReadable(text: string): boolean {
  const unknown = text.match(/[\uFFFD\uE000-\uF8FF]/g)?.length ?? 0;
  return text !== '' && unknown < text.length * 0.3;
}

interface TextSetting {
  toPage: Matrix;
  tags: ReadonlyMap<string, TextTag>;
  isBold: (fontName: string) => boolean;
}

interface TurnedText extends PlacedText {
  /** Quarter turns against the page; undefined for slanted text (watermarks). */
  quarterTurns: number | undefined;
}

function placeTexts(content: TextContent, setting: TextSetting): TurnedText[] {
  const texts: TurnedText[] = [];
  const open: (TextTag | undefined)[] = [];
  for (const item of content.items) {
    if ('str' in item) {
      const tag = open.findLast((candidate) => candidate !== undefined);
      if (item.str !== '') texts.push({ ...placeText(item, setting), ...(tag === undefined ? {} : { tag }) });
    } else if (item.type === 'endMarkedContent') open.pop();
    else if ('tag' in item && item.tag === 'Artifact') open.push({ isArtifact: true });
    else open.push(setting.tags.get(item.id ?? ''));
  }
  return texts;
}

function placeText(item: Extract<TextContent['items'][number], { str: string }>, setting: TextSetting): TurnedText {
  const [a, b, c, d, x, y] = multiply(setting.toPage, matrixFrom(item.transform as number[]));
  const turn = Math.atan2(b, a) / (Math.PI / 2);
  return {
    text: item.str,
    x,
    y,
    width: item.width,
    size: Math.hypot(c, d),
    isBold: setting.isBold(item.fontName),
    quarterTurns: Math.abs(turn - Math.round(turn)) < 0.02 ? Math.round(turn) : undefined,
  };
}

/** Only text in the page's main direction; a page of sideways text is turned upright. */
function upright(texts: readonly TurnedText[]): PlacedText[] {
  const letters = new Map<number, number>();
  for (const { quarterTurns, text } of texts) {
    if (quarterTurns !== undefined) letters.set(quarterTurns, (letters.get(quarterTurns) ?? 0) + text.length);
  }
  const main = [...letters].reduce((best, next) => (next[1] > best[1] ? next : best), [0, 0])[0];
  return texts.filter((text) => text.quarterTurns === main).map((text) => turnBack(text, main));
}

function turnBack(text: PlacedText, quarterTurns: number): PlacedText {
  if (quarterTurns === 1) return { ...text, x: text.y, y: -text.x };
  if (quarterTurns === -1) return { ...text, x: -text.y, y: text.x };
  return quarterTurns === 0 ? text : { ...text, x: -text.x, y: -text.y };
}

function isBoldFont(page: Page, fontName: string): boolean {
  if (!page.commonObjs.has(fontName)) return false;
  const font = page.commonObjs.get(fontName) as { name?: string } | null;
  return /bold|black|heavy|semib|demi(?!n)/i.test(font?.name ?? '');
}

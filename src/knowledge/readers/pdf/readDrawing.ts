import { matrixFrom, move, multiply, type Matrix } from './matrix.ts';
import type { Fill, Rule } from './pdfPage.ts';

/** Operator numbers of pdf.js, by name. */
export type DrawingCodes = Readonly<Record<string, number>>;

interface Operators {
  fnArray: readonly number[];
  argsArray: readonly unknown[];
}

export interface Drawing {
  horizontals: Rule[];
  verticals: Rule[];
  fills: Fill[];
  /** Area of the largest picture in square points. */
  largestPicture: number;
  isBlank: boolean;
}

/** Above this a page holds a map or a chart, and its lines say nothing about tables. */
const MOST_RULES = 4000;
/** Thickest filled rectangle that is meant as a line, in points. */
const THICKEST_RULE = 3;
const SHORTEST_RULE = 6;

/** Lines, filled areas and the size of pictures among a page's drawing operators. */
export function readDrawing({ fnArray, argsArray }: Operators, toPage: Matrix, codes: DrawingCodes): Drawing {
  const drawing: Drawing = { horizontals: [], verticals: [], fills: [], largestPicture: 0, isBlank: true };
  const saved: { matrix: Matrix; colour: string }[] = [];
  let matrix = toPage;
  let colour = '#000000';
  for (const [index, code] of fnArray.entries()) {
    const args = (argsArray[index] ?? []) as unknown[];
    if (code === codes['save'] || code === codes['paintFormXObjectBegin']) saved.push({ matrix, colour });
    if (code === codes['transform']) matrix = multiply(matrix, matrixFrom(args as number[]));
    else if (code === codes['paintFormXObjectBegin']) matrix = multiply(matrix, matrixFrom(args[0] as number[] | null));
    else if (code === codes['setFillRGBColor']) colour = String(args[0]);
    else if (code === codes['constructPath']) addPath(drawing, args, { matrix, colour, codes });
    else if (code === codes['restore'] || code === codes['paintFormXObjectEnd']) {
      // Pictures are not decoded (they are above the allowed size of one pixel): a matrix with nothing after it is one.
      if (fnArray[index - 1] === codes['transform']) addPicture(drawing, matrix);
      ({ matrix, colour } = saved.pop() ?? { matrix: toPage, colour });
    }
    drawing.isBlank &&= isStateOnly(code, codes);
  }
  if (drawing.horizontals.length + drawing.verticals.length > MOST_RULES)
    return { ...drawing, horizontals: [], verticals: [], fills: [] };
  return drawing;
}

function isStateOnly(code: number, codes: DrawingCodes): boolean {
  return [
    'save',
    'restore',
    'transform',
    'dependency',
    'setGState',
    'setFillRGBColor',
    'setStrokeRGBColor',
    'endPath',
  ].some((name) => codes[name] === code);
}

function addPicture(drawing: Drawing, [a, b, c, d]: Matrix): void {
  drawing.isBlank = false;
  drawing.largestPicture = Math.max(drawing.largestPicture, Math.abs(a * d - b * c));
}

interface PathSetting {
  matrix: Matrix;
  colour: string;
  codes: DrawingCodes;
}

/** Path data of pdf.js 5: 0 x y moves, 1 x y draws a line, 2 and 3 draw curves, 4 closes. */
function addPath(drawing: Drawing, args: readonly unknown[], setting: PathSetting): void {
  const [operation, [data] = []] = args as [number, ArrayLike<number>[] | undefined];
  const { codes } = setting;
  const isFilled = ['fill', 'eoFill', 'fillStroke', 'eoFillStroke', 'closeFillStroke'].some(
    (name) => codes[name] === operation,
  );
  const isStroked = ['stroke', 'closeStroke', 'fillStroke', 'eoFillStroke', 'closeFillStroke'].some(
    (name) => codes[name] === operation,
  );
  if (data === undefined || data === null || (!isFilled && !isStroked)) return;
  for (const points of subpaths(data, setting.matrix)) {
    if (isStroked) points.slice(1).forEach((point, index) => addRule(drawing, points[index] ?? point, point));
    if (isFilled) addFill(drawing, points, setting.colour);
  }
}

interface Point {
  x: number;
  y: number;
}

function subpaths(data: ArrayLike<number>, matrix: Matrix): Point[][] {
  const paths: Point[][] = [];
  const at = (index: number): Point => move(matrix, data[index] ?? 0, data[index + 1] ?? 0);
  for (let index = 0; index < data.length;) {
    const kind = data[index];
    if (kind === 0) paths.push([at(index + 1)]);
    else if (kind === 1) paths.at(-1)?.push(at(index + 1));
    // A curve is kept as its end point out of line, so that no rectangle comes of rounded shapes by chance.
    else if (kind === 2) paths.at(-1)?.push(at(index + 5));
    else if (kind === 3) paths.at(-1)?.push(at(index + 3));
    else if (kind === 4 && paths.at(-1)?.[0] !== undefined) paths.at(-1)?.push(paths.at(-1)?.[0] as Point);
    index += kind === 2 ? 7 : kind === 3 ? 5 : kind === 4 ? 1 : 3;
  }
  return paths;
}

function addRule(drawing: Drawing, from: Point, to: Point): void {
  const rule = {
    x1: Math.min(from.x, to.x),
    y1: Math.min(from.y, to.y),
    x2: Math.max(from.x, to.x),
    y2: Math.max(from.y, to.y),
  };
  if (rule.y2 - rule.y1 < 1 && rule.x2 - rule.x1 >= SHORTEST_RULE) drawing.horizontals.push(rule);
  else if (rule.x2 - rule.x1 < 1 && rule.y2 - rule.y1 >= SHORTEST_RULE) drawing.verticals.push(rule);
}

/** A thin filled rectangle is a line; the edges of a wide coloured one part cells like lines do. */
function addFill(drawing: Drawing, points: readonly Point[], colour: string): void {
  const xs = points.map((point) => point.x);
  const ys = points.map((point) => point.y);
  const [x1, y1, x2, y2] = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  const width = x2 - x1;
  const height = y2 - y1;
  if (points.length < 4 || points.length > 12) return;
  if (height <= THICKEST_RULE && width >= SHORTEST_RULE)
    drawing.horizontals.push({ x1, x2, y1: (y1 + y2) / 2, y2: (y1 + y2) / 2 });
  else if (width <= THICKEST_RULE && height >= SHORTEST_RULE)
    drawing.verticals.push({ x1: (x1 + x2) / 2, x2: (x1 + x2) / 2, y1, y2 });
  else if (height > 8 && width > 8) drawing.fills.push({ x1, y1, x2, y2, colour });
}

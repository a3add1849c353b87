import { readPng } from './readPng.ts';

const COLOUR_PIXELS = 192;
const OUTLINE_PIXELS = 32;
/** Antialiasing leaves the colour of a stroke a little short of white. */
const WHITE = 250;

/** What Teams would turn down or show badly in the two icons (color.png 192×192, outline.png 32×32 white on transparent). */
export function checkIcons({ color, outline }: { color: Buffer; outline: Buffer }): string[] {
  return [...checkColour(color), ...checkOutline(outline)];
}

function checkColour(bytes: Buffer): string[] {
  const picture = readPng(bytes);
  if (picture === undefined) return ['color.png is no PNG with 8 bits a channel.'];
  const problems = checkSize('color.png', picture, COLOUR_PIXELS);
  if (alphas(picture.rgba).some((alpha) => alpha < 255)) problems.push('color.png has transparent pixels.');
  return problems;
}

function checkOutline(bytes: Buffer): string[] {
  const picture = readPng(bytes);
  if (picture === undefined) return ['outline.png is no PNG with 8 bits a channel.'];
  const problems = checkSize('outline.png', picture, OUTLINE_PIXELS);
  const drawn = alphas(picture.rgba).flatMap((alpha, pixel) => (alpha > 0 ? [pixel * 4] : []));
  if (drawn.length === 0) problems.push('outline.png is empty.');
  if (drawn.length === picture.rgba.length / 4) problems.push('outline.png has no transparent background.');
  const isWhite = (at: number): boolean => picture.rgba.subarray(at, at + 3).every((value) => value >= WHITE);
  if (!drawn.every(isWhite)) problems.push('outline.png has pixels that are neither white nor transparent.');
  return problems;
}

function checkSize(file: string, { width, height }: { width: number; height: number }, pixels: number): string[] {
  if (width === pixels && height === pixels) return [];
  return [`${file} is ${width}×${height} pixels, it must be ${pixels}×${pixels}.`];
}

function alphas(rgba: Uint8Array): number[] {
  return Array.from({ length: rgba.length / 4 }, (_, pixel) => rgba[pixel * 4 + 3] ?? 0);
}

/**
 * Text that both databases can hold: PostgreSQL refuses NUL, and half a surrogate pair would come back changed.
 * Both occur in text taken from PDF files.
 */
export function toText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '');
}

/** A value as JSON text. */
export function toJson(value: object): string {
  return JSON.stringify(value);
}

/** A value written by `toJson`; the caller names the type it put in. */
export function fromJson<Value>(text: string): Value {
  return JSON.parse(text) as Value;
}

/** A moment as milliseconds since 1970. */
export function toMillis(date: Date): number {
  return date.getTime();
}

/** A moment written by `toMillis`. */
export function fromMillis(millis: number): Date {
  return new Date(millis);
}

/** A vector as bytes: 32-bit floats, little-endian, as every machine that Node runs on keeps them. */
export function toVectorBytes(vector: Float32Array): Uint8Array {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);
}

/** A vector written by `toVectorBytes`. */
export function fromVectorBytes(bytes: Uint8Array): Float32Array {
  // The bytes may stand anywhere in a larger buffer; floats must begin at a multiple of four.
  return new Float32Array(Uint8Array.from(bytes).buffer);
}

/** The same fields without those that are null: our nouns leave out what they don't have. */
export function withoutNulls<Row extends object>(row: Row): WithoutNulls<Row> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as WithoutNulls<Row>;
}

type Nullable<Row> = { [Field in keyof Row]: null extends Row[Field] ? Field : never }[keyof Row];
type WithoutNulls<Row> = Omit<Row, Nullable<Row>> & { [Field in Nullable<Row>]?: NonNullable<Row[Field]> };

/** How many values one statement may carry stays far below every limit with pieces of this size. */
const PIECE = 200;

/** The same list in pieces small enough for one statement each. */
export function inPieces<Item>(items: readonly Item[]): Item[][] {
  return Array.from({ length: Math.ceil(items.length / PIECE) }, (_, piece) =>
    items.slice(piece * PIECE, (piece + 1) * PIECE),
  );
}

/** The key of a row with several key columns, as one text; a single one stands for itself. */
export function rowKey(parts: readonly string[]): string {
  return parts.length === 1 ? (parts[0] ?? '') : JSON.stringify(parts);
}

/** Anything JSON may hold where an object is hoped for. */
type Fields = Readonly<Record<string, unknown>>;

/** The value as an object, or an object without fields. */
function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

/** The value as a list; anything else is an empty one. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The first of these fields that the object has; vendors differ in how they write the first letter. */
export function pick(object: unknown, ...names: readonly string[]): unknown {
  const fields = fieldsOf(object);
  for (const name of names) {
    for (const written of [name, name.charAt(0).toUpperCase() + name.slice(1)]) {
      if (Object.hasOwn(fields, written) && fields[written] !== null) return fields[written];
    }
  }
  return undefined;
}

/** The first of these fields that holds a text or number, as text; empty text counts as none. */
export function pickText(object: unknown, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = pick(object, name);
    if (typeof value === 'number' && Number.isFinite(value)) return String(value);
    if (typeof value === 'string' && value.trim() !== '') return value;
  }
  return undefined;
}

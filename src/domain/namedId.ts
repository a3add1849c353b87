/** A role or group of ours and the Entra group that stands for it. */
export interface NamedId {
  name: string;
  /** Object id, in lower case. */
  id: string;
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** "name=GUID" as a pair; undefined for anything else. */
export function namedIdIn(text: string): NamedId | undefined {
  const at = text.lastIndexOf('=');
  const [name, id] = [text.slice(0, Math.max(at, 0)).trim(), text.slice(at + 1).trim()];
  return name !== '' && GUID.test(id) ? { name, id: id.toLowerCase() } : undefined;
}

/** A pair as it is written. */
export function namedIdText({ name, id }: NamedId): string {
  return `${name}=${id}`;
}

/** These pairs in their order, each once. */
export function onceEach(pairs: readonly NamedId[]): NamedId[] {
  return [...new Map(pairs.map((pair) => [namedIdText(pair), pair])).values()];
}

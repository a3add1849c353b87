/** A name-addr or addr-spec with what follows it (RFC 3261, section 20.10). */
export interface SipAddress {
  /** Display name without quotes; empty when there is none. */
  name: string;
  uri: string;
  parameters: Readonly<Record<string, string>>;
}

/** Where a message came by (RFC 3261, section 20.42). */
export interface Via {
  transport: string;
  host: string;
  port: number | undefined;
  parameters: Readonly<Record<string, string>>;
}

/** Parts between commas that stand neither in quotes nor in angle brackets (RFC 3261, section 7.3.1). */
export function splitList(value: string): string[] {
  return splitOutside(value, ',');
}

/** Reads a value of From, To, Contact, Route or P-Asserted-Identity (RFC 3261, section 25.1). */
export function readAddress(value: string): SipAddress {
  const [first = '', ...rest] = splitOutside(value, ';');
  const bracketed = /^(.*?)<([^<>]*)>\s*$/s.exec(first);
  if (bracketed === null) return { name: '', uri: first, parameters: readParameters(rest) };
  const [, name = '', uri = ''] = bracketed;
  return { name: unquote(name.trim()), uri: uri.trim(), parameters: readParameters(rest) };
}

/** Reads one Via; undefined when it is none (RFC 3261, section 20.42). */
export function readVia(value: string): Via | undefined {
  const [first = '', ...rest] = splitOutside(value, ';');
  const read =
    /^SIP\s*\/\s*2\.0\s*\/\s*(\w{1,10})\s+(\[[\da-fA-F:.]{2,50}\]|[\w.-]{1,255})(?:\s*:\s*(\d{1,5}))?$/i.exec(first);
  if (read === null) return undefined;
  const [, transport = '', host = '', port] = read;
  const number = port === undefined ? undefined : Number(port);
  if (number !== undefined && (number < 1 || number > 65535)) return undefined;
  return { transport: transport.toUpperCase(), host, port: number, parameters: readParameters(rest) };
}

/** What stands after the first semicolon of a value such as Content-Type, by lower-case name. */
export function parametersOf(value: string): Readonly<Record<string, string>> {
  return readParameters(splitOutside(value, ';').slice(1));
}

function readParameters(parts: readonly string[]): Readonly<Record<string, string>> {
  const read: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const part of parts) {
    const equals = part.indexOf('=');
    const name = (equals < 0 ? part : part.slice(0, equals)).trim().toLowerCase();
    if (name !== '') read[name] = equals < 0 ? '' : unquote(part.slice(equals + 1).trim());
  }
  return read;
}

function unquote(text: string): string {
  return text.length > 1 && text.startsWith('"') && text.endsWith('"')
    ? text.slice(1, -1).replace(/\\(.)/gs, '$1')
    : text;
}

function splitOutside(value: string, separator: ',' | ';'): string[] {
  const parts: string[] = [];
  let [start, isQuoted, isBracketed] = [0, false, false];
  for (let at = 0; at < value.length; at += 1) {
    const letter = value[at];
    if (isQuoted && letter === '\\') at += 1;
    else if (letter === '"') isQuoted = !isQuoted;
    else if (!isQuoted && letter === '<') isBracketed = true;
    else if (!isQuoted && letter === '>') isBracketed = false;
    else if (!isQuoted && !isBracketed && letter === separator) {
      parts.push(value.slice(start, at).trim());
      start = at + 1;
    }
  }
  parts.push(value.slice(start).trim());
  return parts.filter((part) => part !== '');
}

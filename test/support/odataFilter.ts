/** A field as filters see it. */
export interface FilterField {
  type: string;
  filterable?: boolean;
}

/** The filter is none the service takes; it answers 400. */
export class InvalidFilter extends Error {
  override name = 'InvalidFilter';
}

type Row = Readonly<Record<string, unknown>>;
type Scope = ReadonlyMap<string, unknown>;
type Value = (row: Row, scope: Scope) => unknown;

/**
 * Reads the filter language of Azure AI Search: comparisons, `and`, `or`, `not`, `any`, `all`, `search.in`
 * (https://learn.microsoft.com/azure/search/search-query-odata-syntax-reference, read on 2026-11-21). Throws
 * InvalidFilter for whatever else it meets, and for fields that are not there or not filterable.
 */
export function readFilter(text: string, fields: ReadonlyMap<string, FilterField>): (row: Row) => boolean {
  const reader = new Reader(text, fields);
  const condition = reader.either(new Map());
  reader.end();
  return (row) => condition(row, new Map()) === true;
}

const TOKEN =
  /\s+|'(?:[^']|'')*'|\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})|-?\d+(?:\.\d+)?|[A-Za-z_]\w*(?:\.[A-Za-z]\w*)?|[(),:/]/y;

const COMPARISONS: Readonly<Record<string, (order: number) => boolean>> = {
  eq: (order) => order === 0,
  ne: (order) => order !== 0,
  gt: (order) => order > 0,
  ge: (order) => order >= 0,
  lt: (order) => order < 0,
  le: (order) => order <= 0,
};

/** Variables of `any` and `all`, with what they stand for. */
type Variables = ReadonlyMap<string, FilterField>;

class Reader {
  readonly #tokens: string[] = [];
  readonly #fields: ReadonlyMap<string, FilterField>;
  #at = 0;

  constructor(text: string, fields: ReadonlyMap<string, FilterField>) {
    this.#fields = fields;
    TOKEN.lastIndex = 0;
    while (TOKEN.lastIndex < text.length) {
      const from = TOKEN.lastIndex;
      const [token] = TOKEN.exec(text) ?? [];
      if (token === undefined) throw new InvalidFilter(`Syntax error at position ${from}.`);
      if (token.trim() !== '') this.#tokens.push(token);
    }
  }

  end(): void {
    if (this.#at < this.#tokens.length) throw new InvalidFilter(`Unexpected ${this.#tokens[this.#at]}.`);
  }

  either(variables: Variables): Value {
    let left = this.#both(variables);
    while (this.#take('or')) {
      const [one, other] = [left, this.#both(variables)];
      left = (row, scope) => one(row, scope) === true || other(row, scope) === true;
    }
    return left;
  }

  #both(variables: Variables): Value {
    let left = this.#unary(variables);
    while (this.#take('and')) {
      const [one, other] = [left, this.#unary(variables)];
      left = (row, scope) => one(row, scope) === true && other(row, scope) === true;
    }
    return left;
  }

  #unary(variables: Variables): Value {
    if (this.#take('not')) {
      const inner = this.#unary(variables);
      return (row, scope) => inner(row, scope) !== true;
    }
    if (this.#take('(')) {
      const inner = this.either(variables);
      this.#expect(')');
      return inner;
    }
    if (this.#take('search.in')) return this.#searchIn(variables);
    return this.#comparison(variables);
  }

  #comparison(variables: Variables): Value {
    const { value: left, field, path } = this.#path(variables);
    if (this.#take('/')) return this.#lambda({ left, field, path }, variables);
    const compare = COMPARISONS[this.#peek()];
    if (compare === undefined) {
      if (field.type === 'Edm.Boolean') return left;
      throw new InvalidFilter(`${path} is no condition.`);
    }
    const operator = this.#next();
    const literal = this.#literal(field);
    return (row, scope) => {
      const given = left(row, scope) ?? null;
      // Nothing but `eq` and `ne` can be said of null.
      if (given === null || literal === null) {
        return operator === 'eq' ? given === literal : operator === 'ne' && given !== literal;
      }
      return compare(order(given, literal, field));
    };
  }

  #lambda(over: { left: Value; field: FilterField; path: string }, variables: Variables): Value {
    const kind = this.#next();
    const item = /^Collection\((.+)\)$/.exec(over.field.type)?.[1];
    if ((kind !== 'any' && kind !== 'all') || item === undefined) {
      throw new InvalidFilter(`${over.path} is no collection.`);
    }
    this.#expect('(');
    if (kind === 'any' && this.#take(')')) return (row, scope) => (over.left(row, scope) as unknown[]).length > 0;
    const name = this.#next();
    this.#expect(':');
    const inner = this.either(new Map([...variables, [name, { type: item, filterable: true }]]));
    this.#expect(')');
    return (row, scope) => {
      const items = (over.left(row, scope) ?? []) as unknown[];
      const holds = (one: unknown): boolean => inner(row, new Map([...scope, [name, one]])) === true;
      return kind === 'any' ? items.some(holds) : items.every(holds);
    };
  }

  #searchIn(variables: Variables): Value {
    this.#expect('(');
    const { value, field, path } = this.#path(variables);
    if (field.type !== 'Edm.String') throw new InvalidFilter(`search.in needs a text, ${path} is none.`);
    this.#expect(',');
    const list = this.#text();
    const separators = this.#take(',') ? this.#text() : ' ,';
    this.#expect(')');
    const wanted = new Set(list.split(new RegExp(`[${separators.replace(/[\\\]^-]/g, '\\$&')}]`)).filter(Boolean));
    return (row, scope) => wanted.has(String(value(row, scope)));
  }

  #path(variables: Variables): { value: Value; field: FilterField; path: string } {
    const path = this.#next();
    const variable = variables.get(path);
    if (variable !== undefined) return { value: (_row, scope) => scope.get(path), field: variable, path };
    const field = this.#fields.get(path);
    if (field === undefined) throw new InvalidFilter(`Could not find a property named '${path}'.`);
    if (field.filterable !== true) throw new InvalidFilter(`'${path}' is not a filterable field.`);
    return { value: (row) => row[path], field, path };
  }

  #literal({ type }: FilterField): unknown {
    if (this.#peek() === 'null') return this.#next() && null;
    if (type === 'Edm.String') return this.#text();
    const token = this.#next();
    if (type === 'Edm.Boolean' && (token === 'true' || token === 'false')) return token === 'true';
    if (type === 'Edm.DateTimeOffset' && /^\d{4}-.*T/.test(token)) return token;
    if (/^Edm\.(Int32|Int64|Double)$/.test(type) && /^-?\d+(\.\d+)?$/.test(token)) return Number(token);
    throw new InvalidFilter(`${token} is no ${type}.`);
  }

  #text(): string {
    const token = this.#next();
    if (!token.startsWith("'")) throw new InvalidFilter(`${token} is no text.`);
    return token.slice(1, -1).replaceAll("''", "'");
  }

  #peek(): string {
    return this.#tokens[this.#at] ?? '';
  }

  #next(): string {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw new InvalidFilter('The filter ends too early.');
    this.#at += 1;
    return token;
  }

  #take(token: string): boolean {
    if (this.#peek() !== token) return false;
    this.#at += 1;
    return true;
  }

  #expect(token: string): void {
    if (!this.#take(token)) throw new InvalidFilter(`Expected ${token}, found ${this.#peek()}.`);
  }
}

function order(given: unknown, literal: unknown, { type }: FilterField): number {
  if (type === 'Edm.DateTimeOffset') return Date.parse(String(given)) - Date.parse(String(literal));
  if (typeof given === 'number' && typeof literal === 'number') return given - literal;
  return Number(String(given) > String(literal)) - Number(String(given) < String(literal));
}

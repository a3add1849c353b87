/** HTML; made by `markup` only, so that every text in it is escaped. */
export interface Markup {
  html: string;
}

type Value = string | number | Markup | readonly Markup[];

/** HTML from a template: texts come out as they read, whatever they hold; other markup goes in as it is. */
export function markup(parts: TemplateStringsArray, ...values: readonly Value[]): Markup {
  return { html: parts.map((part, index) => part + htmlOf(values[index] ?? '')).join('') };
}

function htmlOf(value: Value): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return escaped(value);
  return 'html' in value ? value.html : value.map(({ html }) => html).join('');
}

function escaped(text: string): string {
  return text
    .replace(TURNING_MARKS, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
}

/** Invisible marks that would turn the words behind them around. */
const TURNING_MARKS = /[\u202A-\u202E\u2066-\u2069]/g;

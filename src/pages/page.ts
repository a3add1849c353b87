import { createHash } from 'node:crypto';
import type { Language } from '../domain/language.ts';
import { type Markup, markup } from './markup.ts';
import { PAGE_STYLE } from './pageStyle.ts';

/** A whole page for a browser: no script, nothing from elsewhere. */
export interface Page {
  language: Language;
  title: string;
  body: Markup;
}

/** The page as HTML text; serve it with `PAGE_HEADERS`. */
export function drawPage({ language, title, body }: Page): string {
  return markup`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Earpiece</title>
<style>${STYLE}</style>
</head>
<body>
${body}
</body>
</html>
`.html;
}

const STYLE: Markup = { html: PAGE_STYLE };

/** Not even the page's own text could load or run anything: all that is allowed is this one style. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(PAGE_STYLE).digest('base64')}'`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'Referrer-Policy': 'no-referrer',
  'X-Robots-Tag': 'noindex, nofollow',
};

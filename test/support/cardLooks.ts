import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import type { AdaptiveCard } from '../../src/cards/adaptiveCard.ts';

/** How a person may see a card; widths in CSS pixels. */
export interface Look {
  name: string;
  theme: 'light' | 'dark';
  width: number;
}

/** What the card renderer and the picture say about one card. */
export interface Drawing {
  /** Complaints of Microsoft's renderer about the card. */
  warnings: string[];
  /** Starts of texts that reach out of the card or are hidden in part. */
  cutOff: string[];
  /** Texts below a contrast of 4.5 : 1. */
  paleTexts: string[];
  text: string;
  html: string;
}

export const looks: readonly Look[] = [
  { name: 'light.wide', theme: 'light', width: 720 },
  { name: 'light.mobile', theme: 'light', width: 340 },
  { name: 'dark.wide', theme: 'dark', width: 720 },
  { name: 'dark.mobile', theme: 'dark', width: 340 },
];

const require = createRequire(import.meta.url);
const SCRIPTS = [
  require.resolve('adaptivecards/dist/adaptivecards.min.js'),
  join(dirname(require.resolve('markdown-it/package.json')), 'dist/browser/markdown-it.umd.min.js'),
  fileURLToPath(new URL('./cardPage.js', import.meta.url)),
];

/** Teams' own chrome around the card: page, card, border, text and field colours. */
const COLOURS = {
  light: { page: '#f5f5f5', card: '#ffffff', border: '#d1d1d1', text: '#242424', link: '#4f52b2' },
  dark: { page: '#1f1f1f', card: '#2d2c2c', border: '#666666', text: '#ffffff', link: '#a6a7dc' },
};

/** The one page that draws all cards, one after the other; nothing it asks for leaves the machine. */
export async function openCardPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage({ deviceScaleFactor: 2 });
  await page.route('**/*', (route) => route.abort());
  await page.setContent('<!doctype html><meta charset="utf-8"><style></style><div id="card"></div>');
  for (const path of SCRIPTS) await page.addScriptTag({ content: readFileSync(path, 'utf8') });
  return page;
}

/** Draws the card into the page, replacing the one before. */
export async function drawCard(card: AdaptiveCard, look: Look, page: Page): Promise<Drawing> {
  await page.setViewportSize({ width: look.width + 40, height: 200 });
  const hostConfig = new URL(`../fixtures/cards/hostconfig-teams-${look.theme}.json`, import.meta.url);
  const asked = { card, styles: styles(look), hostConfig: JSON.parse(readFileSync(hostConfig, 'utf8')) as object };
  return page.evaluate(`window.drawCard(${JSON.stringify(asked)})`);
}

function styles({ theme, width }: Look): string {
  const colours = COLOURS[theme];
  const font = '14px "Segoe UI", "Noto Sans", sans-serif';
  return `
    body { margin: 0; padding: 20px; background: ${colours.page}; font: ${font}; color: ${colours.text}; }
    #card { width: ${width}px; box-sizing: border-box; background: ${colours.card}; border: 1px solid ${colours.border};
      border-radius: 6px; }
    a { color: ${colours.link}; }
    .ac-pushButton, input, textarea { border: 1px solid ${colours.border}; border-radius: 4px; padding: 6px 12px;
      background: ${colours.card}; color: ${colours.text}; font: ${font}; box-sizing: border-box; }
    .ac-pushButton { font-weight: 600; margin-top: 4px; }
    .ac-pushButton.style-positive { background: #5b5fc7; border-color: #5b5fc7; color: #fff; }`;
}

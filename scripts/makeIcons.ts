// Draws the two icons of the app package from their SVG sources: `node scripts/makeIcons.ts`.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launchBrowser } from '../test/support/browser.ts';

const folder = fileURLToPath(new URL('../appPackage/', import.meta.url));
const browser = await launchBrowser();
try {
  for (const { name, pixels } of [
    { name: 'color', pixels: 192 },
    { name: 'outline', pixels: 32 },
  ]) {
    const page = await browser.newPage({ viewport: { width: pixels, height: pixels } });
    const svg = readFileSync(`${folder}${name}.svg`, 'utf8');
    await page.setContent(`<style>body{margin:0;line-height:0}</style>${svg}`);
    await page.screenshot({ path: `${folder}${name}.png`, omitBackground: true });
  }
} finally {
  await browser.close();
}

// Draws every card of the product as Teams would show it: `node scripts/renderCards.ts [--out folder] [name…]`.
// One picture per card and look, such as answer-steps.dark.mobile.png.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { messagesFor } from '../src/messages/messages.ts';
import { launchBrowser } from '../test/support/browser.ts';
import { drawCard, looks, openCardPage } from '../test/support/cardLooks.ts';
import { sampleCards } from '../test/support/cards.ts';

const { values, positionals } = parseArgs({
  options: { out: { type: 'string', default: 'out/cards' } },
  allowPositionals: true,
});
const unknown = positionals.filter((name) => !sampleCards.some((sample) => sample.name === name));
if (unknown.length > 0) {
  console.error(
    `No card is called ${unknown.join(', ')}. There are: ${sampleCards.map(({ name }) => name).join(', ')}.`,
  );
  process.exit(2);
}
const chosen = sampleCards.filter(({ name }) => positionals.length === 0 || positionals.includes(name));

await mkdir(values.out, { recursive: true });
const browser = await launchBrowser();
try {
  const page = await openCardPage(browser);
  for (const look of looks) {
    for (const { name, locale, make } of chosen) {
      const { warnings, cutOff, paleTexts } = await drawCard(make(messagesFor(locale)), look, page);
      await page.screenshot({ path: join(values.out, `${name}.${look.name}.png`), fullPage: true });
      for (const problem of [...warnings, ...cutOff.map((text) => `cut off: ${text}`), ...paleTexts]) {
        console.log(`${name}.${look.name}: ${problem}`);
      }
    }
  }
} finally {
  await browser.close();
}
console.log(`${chosen.length * looks.length} pictures in ${values.out}`);

// Makes the sample company's documents from the texts beside this file: `node scripts/sample/makeAll.ts`.
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeDocx } from './makeDocx.ts';
import { makeHtml } from './makeHtml.ts';
import { makePdf } from './makePdf.ts';
import { makePptx } from './makePptx.ts';
import { makeXlsx } from './makeXlsx.ts';
import { layoutOf, readText } from './readText.ts';
import { settleZip } from './settleZip.ts';

const texts = fileURLToPath(new URL('./texts/', import.meta.url));
const target = fileURLToPath(new URL('../../sample/knowledge/', import.meta.url));

for (const name of globSync('**/*.{md,csv}', { cwd: texts })) {
  const text = readFileSync(join(texts, name), 'utf8');
  const made = name.replace(/\.(pdf|docx|pptx|xlsx|html)\.md$/, '.$1');
  mkdirSync(dirname(join(target, made)), { recursive: true });
  writeFileSync(join(target, made), await make(made, text));
}

async function make(name: string, text: string): Promise<Buffer | string> {
  const layout = layoutOf(text);
  if (name.endsWith('.pdf')) return makePdf(readText(text), layout);
  if (name.endsWith('.docx')) return settleZip(await makeDocx(readText(text), layout));
  if (name.endsWith('.pptx')) return settleZip(await makePptx(readText(text), layout));
  if (name.endsWith('.xlsx')) return settleZip(makeXlsx(readText(text)));
  if (name.endsWith('.html')) return makeHtml(readText(text), layout);
  return text;
}

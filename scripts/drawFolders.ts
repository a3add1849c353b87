// Draws which folder of src/ imports which, from the code: `node scripts/drawFolders.ts` writes it into
// docs/architecture.md between its two marks; with --check it only says whether it is up to date.
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const page = `${root}docs/architecture.md`;
const [BEGIN, END] = ['<!-- folders: begin -->', '<!-- folders: end -->'];
const IMPORT = /(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+)'/g;

const imports = new Map<string, Set<string>>();
for (const file of globSync('src/**/*.ts', { cwd: root })) {
  const folder = folderOf(file);
  for (const [, path = ''] of readFileSync(root + file, 'utf8').matchAll(IMPORT)) {
    const target = folderOf(new URL(path, `file:///${file}`).pathname.slice(1));
    if (target === folder) continue;
    imports.set(folder, (imports.get(folder) ?? new Set()).add(target));
  }
}

const drawn = [
  BEGIN,
  '```mermaid',
  'flowchart LR',
  ...[...imports].sort().map(([folder, targets]) => `  ${folder} --> ${[...targets].sort().join(' & ')}`),
  '```',
  END,
].join('\n');
const before = readFileSync(page, 'utf8');
const after = before.replace(new RegExp(`${BEGIN}[\\s\\S]*${END}`), drawn);
if (!process.argv.includes('--check')) writeFileSync(page, after);
else if (after !== before) {
  console.error('docs/architecture.md shows other folders than src/ has: run "node scripts/drawFolders.ts".');
  process.exitCode = 1;
}

/** `entries` are the files at the top; wiring and cli import everything and would hide the rest. */
function folderOf(file: string): string {
  const [, folder = '', ...rest] = file.split('/');
  return rest.length === 0 ? 'entries' : folder;
}

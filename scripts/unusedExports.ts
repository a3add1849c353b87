// Part of `npm run check`: names every exported value of src/ that no other file uses. An export is a promise to others; one
// without others is a private step.
import { globSync, readFileSync } from 'node:fs';

const EXPORT = /^export (?:declare )?(?:async )?(?:function|const|class) (\w+)/gm;

const files = new Map(
  globSync(['src/**/*.ts', 'test/**/*.ts', 'bench/**/*.ts', 'scripts/**/*.ts']).map((path) => [
    path,
    readFileSync(path, 'utf8'),
  ]),
);

const unused = [...files]
  .filter(([path]) => path.startsWith('src/'))
  .flatMap(([path, text]) => [...text.matchAll(EXPORT)].map(([, name]) => ({ path, name: name ?? '' })))
  .filter(({ path, name }) => {
    const use = new RegExp(`\\b${name}\\b`);
    return ![...files].some(([other, text]) => other !== path && use.test(text));
  });

for (const { path, name } of unused) console.error(`${path}: ${name} is exported and nobody uses it`);
process.exitCode = unused.length === 0 ? 0 : 1;

import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { type MetricName, METRICS } from '../../src/domain/telemetry/metrics.ts';

const root = new URL('../../', import.meta.url).pathname;
const read = (file: string): string => readFileSync(`${root}${file}`, 'utf8');

describe('queries over figures', () => {
  const queries = globSync('infra/queries/*.kql', { cwd: root }).filter((file) => read(file).includes('AppMetrics'));

  it('ask for figures and facts that Earpiece hands on', () => {
    const strange = queries.flatMap((file) => strangeIn(read(file)).map((what) => `${file}: ${what}`));

    assert.ok(queries.length >= 6);
    assert.deepEqual(strange, []);
  });

  for (const { fault, query, told } of [
    { fault: 'a figure that nobody hands on', query: "where Name == 'earpiece.pigs'", told: 'earpiece.pigs' },
    {
      fault: 'a fact that the figure does not have',
      query: "where Name == 'earpiece.packets' | summarize by tostring(Properties.colour)",
      told: 'colour',
    },
    {
      fault: 'a word that the fact never says',
      query: "where Name == 'earpiece.packets' and tostring(Properties.fate) == 'eaten'",
      told: 'eaten',
    },
    { fault: 'no figure at all', query: 'summarize max(Sum)', told: 'names no figure' },
  ]) {
    it(`would be found with ${fault}`, () => {
      assert.deepEqual(strangeIn(`AppMetrics | ${query}`), [told]);
    });
  }

  it('can rest on every figure that is listed: each is handed on somewhere', () => {
    const source = globSync('src/**/*.ts', { cwd: root })
      .filter((file) => !file.endsWith('metrics.ts'))
      .map(read)
      .join('\n');

    assert.deepEqual(
      Object.keys(METRICS).filter((name) => !source.includes(`'${name}'`)),
      [],
    );
  });
});

/** What a query asks for and nobody says. */
function strangeIn(query: string): string[] {
  const named = /\bName (?:==|in) (?:'([^']*)'|\(([^)]*)\))/.exec(query);
  if (named === null) return ['names no figure'];
  const names = named[1] === undefined ? quotedIn(named[2] ?? '') : [named[1]];
  const unknown = names.filter((name) => !(name in METRICS));
  if (unknown.length > 0) return unknown;
  const facts: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
    names.flatMap((name) => Object.entries<readonly string[]>(METRICS[name as MetricName].facts)),
  );
  const asked = [...query.matchAll(/Properties\.(\w+)\)?(?: (?:==|!=|in) ('[^']*'|\([^)]*\)))?/g)];
  return asked.flatMap(([, fact = '', words = '']) => {
    const known = facts[fact];
    return known === undefined ? [fact] : quotedIn(words).filter((word) => !known.includes(word));
  });
}

function quotedIn(text: string): string[] {
  return [...text.matchAll(/'([^']*)'/g)].map(([, word]) => word ?? '');
}

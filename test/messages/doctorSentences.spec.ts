import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { messagesFor } from '../../src/messages/messages.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const SOURCES = [
  ...globSync('src/wiring/doctor/*.ts', { cwd: root }),
  ...['src/knowledge/vectors/fusionDecision.ts', 'src/ports/utteranceLog.ts'],
];
/** Said to machines, or put together from nothing but names and numbers. */
const NOT_FOR_PEOPLE = ['Answer true.', 'Do you answer?', 'Does it answer?', 'earpiece doctor', 'not here'];

/** The card says these by the number of days, see `ends`. */
const COUNTED = ['ended X0 days ago', 'ends in X0 days'];

const { say, names } = messagesFor('de').admin.doctor;

describe('the doctor in German', () => {
  for (const [english, german] of [
    ['412 documents, 371 of them for every agent', '412 Dokumente, 371 davon für alle'],
    [
      '27 documents, 24 of them for every agent, 27 from the sample company',
      '27 Dokumente, 24 davon für alle, 27 von der Beispielfirma',
    ],
    ['nobody may read a.pdf, b.pdf and 3 more', 'niemand darf a.pdf, b.pdf und 3 weitere lesen'],
    ['3, the CRM did not answer', '3, das CRM hat nicht geantwortet'],
    ['gpt-4.1; 83 tokens for this check', 'gpt-4.1; 83 Token für diese Prüfung'],
    ['GROUP_MAP lacks a, b: nobody is that', 'In GROUP_MAP fehlen a, b: das ist niemand'],
    ['gpt-4.1: connect ECONNREFUSED', 'gpt-4.1: connect ECONNREFUSED'],
  ]) {
    it(`says "${german}"`, () => {
      assert.equal(say(english ?? ''), german);
    });
  }

  it('has a German sentence for every one that the doctor says, and a name for all it looks at', () => {
    const said = SOURCES.flatMap(sentencesIn);
    const known: Readonly<Record<string, string>> = names;

    const lacking = said.filter(
      (text) => !Object.keys(known).some((name) => text.startsWith(name)) && say(text) === text,
    );

    assert.ok(said.length > 80);
    assert.deepEqual(lacking, []);
  });

  it('is done with anything in no time, however long and odd', () => {
    const odd = ['; : , '.repeat(20_000), 'x holds '.repeat(20_000), '{0}'.repeat(20_000), ''];

    for (const text of odd) assert.equal(typeof say(text), 'string');
  });
});

/** Every text of a file with two words or more in it, with something in each gap. */
function sentencesIn(path: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) return;
    if (ts.isStringLiteral(node)) found.push(node.text);
    if (ts.isTemplateExpression(node)) {
      const { head, templateSpans } = node;
      found.push(head.text + templateSpans.map(({ literal }, place) => `X${place}${literal.text}`).join(''));
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, readFileSync(`${root}${path}`, 'utf8'), ts.ScriptTarget.Latest, true));
  return found.filter(
    (text) => /[a-z]{2,}.* .*[a-z]{2,}/i.test(text) && ![...NOT_FOR_PEOPLE, ...COUNTED].includes(text),
  );
}

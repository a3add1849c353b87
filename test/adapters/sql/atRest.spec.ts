import assert from 'node:assert/strict';
import { atRestWith, type DataKey, sealWith } from '../../../src/adapters/sql/atRest.ts';
import { CannotOpenText } from '../../../src/adapters/sql/databaseErrors.ts';

const place = { table: 'answers', column: 'question', row: 'answer-1' };
const aKey = (id: string, fill: number): DataKey => ({ id, bytes: Buffer.alloc(32, fill) });

describe('texts at rest', () => {
  const hostile: Readonly<Record<string, readonly [string, string]>> = {
    'an empty text': ['', ''],
    'words of any language': ['Zoë fragt: 多少钱? 😀', 'Zoë fragt: 多少钱? 😀'],
    'half a surrogate pair': ['half \ud83d pair', 'half \ufffd pair'],
    'a NUL, which PostgreSQL cannot hold': ['before\0after', 'beforeafter'],
    'a megabyte': ['ä'.repeat(500_000), 'ä'.repeat(500_000)],
    'a text that looks sealed': ['sealed:1:main:AAAA', 'sealed:1:main:AAAA'],
    'a text that looks escaped': ['plain:sealed:1:x', 'plain:sealed:1:x'],
  };
  for (const [what, [text, kept]] of Object.entries(hostile)) {
    for (const keys of [[], [aKey('main', 1)]]) {
      it(`give back ${what} ${keys.length === 0 ? 'without' : 'with'} a key`, () => {
        const seal = sealWith(keys);

        const stored = seal.sealText(text, place);

        assert.equal(seal.openText(stored, place), kept);
      });
    }
  }

  it('show nothing of what was said, and never twice the same', () => {
    const seal = sealWith([aKey('main', 1)]);

    const [one, other] = [seal.sealText('My PIN is 4711.', place), seal.sealText('My PIN is 4711.', place)];

    assert.notEqual(one, other);
    assert.doesNotMatch(one, /PIN|4711/);
  });

  it('open with any key of the list and are sealed with the first', () => {
    const old = sealWith([aKey('2025', 1)]).sealText('hello', place);
    const both = sealWith([aKey('2026', 2), aKey('2025', 1)]);

    const now = both.sealText('hello', place);

    assert.equal(both.openText(old, place), 'hello');
    assert.deepEqual([both.isCurrent(old), both.isCurrent(now), both.isCurrent('plain')], [false, true, false]);
    assert.equal(sealWith([aKey('2026', 2)]).openText(now, place), 'hello');
  });

  it('written before there was a key are read as they are', () => {
    assert.equal(sealWith([aKey('main', 1)]).openText('written earlier', place), 'written earlier');
  });

  it('name the key that is missing, and no text', () => {
    const stored = sealWith([aKey('2025', 1)]).sealText('secret', place);

    for (const keys of [[], [aKey('2026', 2)]]) {
      assert.throws(
        () => sealWith(keys).openText(stored, place),
        (error: unknown) => {
          assert.ok(error instanceof CannotOpenText);
          return /the key "2025", which DATA_KEY does not name/.test(error.message);
        },
      );
    }
  });

  it('refuse another key of the same name', () => {
    const stored = sealWith([aKey('main', 1)]).sealText('secret', place);

    assert.throws(() => sealWith([aKey('main', 2)]).openText(stored, place), /another key under the name "main"/);
  });

  it('refuse any change, and any cut', () => {
    const seal = sealWith([aKey('main', 1)]);
    const stored = seal.sealText('secret', place);
    const start = 'sealed:1:main:'.length;
    const bytes = Buffer.from(stored.slice(start), 'base64');

    const changed = [...bytes.keys()].map((at) => {
      const copy = Buffer.from(bytes);
      copy[at] = (copy[at] ?? 0) ^ 1;
      return copy;
    });
    const cut = [...bytes.keys()].map((length) => bytes.subarray(0, length));

    for (const wrong of [...changed, ...cut]) {
      const text = `${stored.slice(0, start)}${wrong.toString('base64')}`;
      assert.throws(() => seal.openText(text, place), CannotOpenText);
    }
  });

  it('open in their own row and column only', () => {
    const seal = sealWith([aKey('main', 1)]);
    const stored = seal.sealText('secret', place);

    const elsewhere = [
      { ...place, row: 'answer-2' },
      { ...place, column: 'spoken' },
      { ...place, table: 'gaps' },
      { table: 'answers', column: 'question","answer-1', row: '' },
    ];

    for (const other of elsewhere) assert.throws(() => seal.openText(stored, other), CannotOpenText);
  });

  it('are found by a hash that depends on the secret and not on the keys', () => {
    const secret = Buffer.alloc(32, 5);

    const one = atRestWith(sealWith([aKey('2025', 1)]), secret).keyedHash('+44 20 7946 0000');
    const other = atRestWith(sealWith([aKey('2026', 2)]), secret).keyedHash('+44 20 7946 0000');
    const foreign = atRestWith(sealWith([]), Buffer.alloc(32, 6)).keyedHash('+44 20 7946 0000');

    assert.equal(one, other);
    assert.notEqual(one, foreign);
  });
});

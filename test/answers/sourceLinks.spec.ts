import assert from 'node:assert/strict';
import { sourceLinkKey } from '../../src/answers/sourceLinkKey.ts';
import { type LinkParts, sourceLinks } from '../../src/answers/sourceLinks.ts';

const passage = { passageId: '0123456789abcdef-3-a1b2c3', page: 4 };
const key = Buffer.alloc(32, 7);

describe('a link to a source', () => {
  let now: Date;
  beforeEach(() => {
    now = new Date('2026-11-21T10:00:00.900Z');
  });
  const linksAt = (base: string | undefined, with_ = key) =>
    sourceLinks({ key: with_, address: () => base }, { clock: { now: () => now } });
  const links = linksAt('https://earpiece.example');

  it('holds the passage and the person it was made for', () => {
    assert.deepEqual(links.check(partsOf(links.linkTo(passage, 'ada'))), {
      passageId: passage.passageId,
      agentId: 'ada',
    });
  });

  it('stands below the address of Earpiece, and names the page of a PDF behind "#"', () => {
    const link = new URL(linksAt('https://contoso.example/earpiece').linkTo(passage, 'ada') ?? '');

    assert.equal(link.origin + link.pathname, `https://contoso.example/earpiece/sources/${passage.passageId}`);
    assert.equal(link.hash, '#page=4');
  });

  it('is not made where no browser could follow it', () => {
    assert.equal(linksAt(undefined).linkTo(passage, 'ada'), undefined);
  });

  it('ends after ten minutes, to the second', () => {
    const parts = partsOf(links.linkTo(passage, 'ada'));

    now = new Date('2026-11-21T10:09:59.999Z');
    const before = links.check(parts);
    now = new Date('2026-11-21T10:10:00.000Z');
    const after = links.check(parts);

    assert.ok(!('refused' in before));
    assert.deepEqual(after, { refused: 'expired' });
  });

  it('is refused when any part of it is another or missing', () => {
    const parts = partsOf(links.linkTo(passage, 'ada'));
    const others: LinkParts[] = [
      { passageId: '0123456789abcdef-4-a1b2c3' },
      { agent: 'rita' },
      { agent: 'ADA' },
      { expires: String(Number(parts.expires) + 1) },
      { expires: `0${parts.expires}` },
      { expires: '' },
      { expires: 'Infinity' },
      { signature: '' },
      { signature: undefined },
      { signature: `${parts.signature}=` },
      { signature: 'ä'.repeat(43) },
    ];

    for (const other of others) {
      assert.deepEqual(links.check({ ...parts, ...other }), { refused: 'altered' }, JSON.stringify(other));
    }
  });

  it('is refused for each single letter of its signature that is another, the last one too', () => {
    const parts = partsOf(links.linkTo(passage, 'ada'));
    const signature = parts.signature ?? '';

    for (let at = 0; at < signature.length; at += 1) {
      const other = signature[at] === 'A' ? 'B' : 'A';
      const altered = signature.slice(0, at) + other + signature.slice(at + 1);
      assert.deepEqual(links.check({ ...parts, signature: altered }), { refused: 'altered' });
    }
  });

  it('is not mistaken for another whose parts only run together in the same way', () => {
    const parts = partsOf(links.linkTo({ passageId: 'a","b' }, 'c'));

    assert.deepEqual(links.check({ ...parts, passageId: 'a', agent: 'b","c' }), { refused: 'altered' });
  });

  it('is refused when somebody else signed it', () => {
    const foreign = linksAt('https://earpiece.example', Buffer.alloc(32, 8)).linkTo(passage, 'ada');

    assert.deepEqual(links.check(partsOf(foreign)), { refused: 'altered' });
  });
});

describe('the key of links to sources', () => {
  it('is the same for every process and has 32 bytes', async () => {
    let kept: string | undefined;
    const marks = { setOnce: (_mark: string, value: string) => Promise.resolve((kept ??= value)) };

    const [one, other] = [await sourceLinkKey(marks), await sourceLinkKey(marks)];

    assert.equal(one.length, 32);
    assert.deepEqual(one, other);
  });
});

function partsOf(link: string | undefined): LinkParts {
  const url = new URL(link ?? '');
  const [, passageId] = /sources\/(.*)$/.exec(url.pathname) ?? [];
  return { ...Object.fromEntries(url.searchParams), passageId: decodeURIComponent(passageId ?? '') };
}

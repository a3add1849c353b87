import assert from 'node:assert/strict';
import { openZip } from '../../src/files/openZip.ts';
import { makeRawDocx, makeZip, wordXml } from '../knowledge/support/makeZip.ts';

describe('opening a container', () => {
  it('hands out the text of its parts', async () => {
    const parts = await openZip(makeZip({ 'a/b.xml': '<b>ü</b>' }));

    assert.deepEqual(parts.names, ['a/b.xml']);
    assert.equal(parts.text('a/b.xml'), '<b>ü</b>');
    assert.equal(parts.text('c.xml'), undefined);
  });

  it('refuses a part that unpacks to far more than it seems', async () => {
    const bomb = makeRawDocx(Buffer.alloc(40 * 1024 * 1024, 32));

    await assert.rejects(
      openZip(bomb),
      /^UnreadableDocument: The file unpacks to far more than a document holds; it was not read\.$/,
    );
  });

  it('refuses parts that are harmless alone and a bomb together', async () => {
    const pictures = Array.from({ length: 5 }, (_, index): [string, Uint8Array] => [
      `word/media/${index}.png`,
      Buffer.alloc(50 * 1024 * 1024),
    ]);

    await assert.rejects(openZip(makeRawDocx(wordXml('x'), Object.fromEntries<Uint8Array>(pictures))), {
      reason: 'unsafe',
    });
  });

  it('refuses thousands of parts', async () => {
    const parts = Array.from({ length: 10_001 }, (_, index): [string, string] => [`p${index}`, '']);

    await assert.rejects(openZip(makeZip(Object.fromEntries<string>(parts))), /10001 parts/);
  });

  it('refuses document types in any encoding', async () => {
    const xml = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>';

    await assert.rejects(openZip(makeZip({ 'd.xml': xml })), { reason: 'unsafe' });
    await assert.rejects(openZip(makeZip({ 'd.xml': Buffer.from(xml, 'utf16le') })), { reason: 'unsafe' });
    await assert.rejects(openZip(makeZip({ 'd.xml': ' '.repeat(100_000) + xml })), { reason: 'unsafe' });
  });

  it('says that a torn container is damaged', async () => {
    const whole = makeZip({ 'a.xml': '<a/>', 'b.xml': '<b/>' });

    await assert.rejects(openZip(whole.subarray(0, whole.length - 30)), { reason: 'damaged' });
    await assert.rejects(openZip(Buffer.from('PK\x03\x04')), { reason: 'damaged' });
  });
});

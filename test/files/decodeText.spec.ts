import assert from 'node:assert/strict';
import { decodeText } from '../../src/files/decodeText.ts';

const WORDS = 'Die Gebühr für München beträgt £5 – „gültig“ ab März.';

describe('decoding text', () => {
  it('reads UTF-8 with and without its mark', async () => {
    assert.equal(await decodeText(Buffer.from(WORDS)), WORDS);
    assert.equal(await decodeText(Buffer.from(`\uFEFF${WORDS}`)), WORDS);
  });

  it('reads UTF-16 of both byte orders, with and without its mark', async () => {
    const little = Buffer.from(WORDS, 'utf16le');
    const big = Buffer.from(WORDS, 'utf16le').swap16();

    assert.equal(await decodeText(Buffer.concat([Buffer.from([0xff, 0xfe]), little])), WORDS);
    assert.equal(await decodeText(Buffer.concat([Buffer.from([0xfe, 0xff]), big])), WORDS);
    assert.equal(await decodeText(little), WORDS);
    assert.equal(await decodeText(big), WORDS);
  });

  it('takes other Western text for Windows-1252', async () => {
    const bytes = Buffer.from([0x80, 0x20, 0x35, 0x20, 0x96, 0x20, 0x66, 0xfc, 0x72]);

    assert.equal(await decodeText(bytes), '€ 5 – für');
  });

  it('recognises Cyrillic by its statistics', async () => {
    // "Абонент может отменить заказ в течение четырнадцати дней" in Windows-1251.
    const words = 'Абонент может отменить заказ в течение четырнадцати дней без объяснения причин';
    const bytes = Buffer.from([...words].map((letter) => (letter === ' ' ? 32 : letter.charCodeAt(0) - 0x410 + 0xc0)));

    assert.equal(await decodeText(bytes), words);
  });

  it('refuses binary data', async () => {
    await assert.rejects(decodeText(Buffer.from([1, 0, 2, 0xff, 0, 0, 9, 8])), { reason: 'damaged' });
  });
});

import assert from 'node:assert/strict';
import { UnreadableDocument } from '../../src/files/unreadableDocument.ts';
import { readTranscript } from '../../src/notes/readTranscript.ts';
import { rawZip } from '../knowledge/hostile/rawZip.ts';

const MEGABYTE = 1024 * 1024;
const CALL = 'Agent: Hello, how can I help?\nCustomer: My router is broken.\nAgent: I will send a new one.\n';

const docx = (xml: string): Buffer => rawZip([{ name: 'word/document.xml', data: xml }]);

/** What must be refused with one sentence. */
const REFUSED: readonly (readonly [string, () => Uint8Array, RegExp])[] = [
  ['nothing', () => Buffer.alloc(0), /is empty/],
  ['white space', () => Buffer.from(' \n\t\n'), /no words/],
  ['50 MB of text', () => Buffer.alloc(50 * MEGABYTE, CALL), /larger than 32 MB/],
  ['30 MB of turns', () => Buffer.alloc(30 * MEGABYTE, CALL), /more words than one call/],
  ['25,000 turns', () => Buffer.from(CALL.repeat(8400)), /more than 20000 utterances/],
  [
    'one turn of 30 MB',
    () => Buffer.from(`Agent: Hi\nCustomer: ${'a'.repeat(30 * MEGABYTE)}`),
    /more words than one call/,
  ],
  ['JSON 200,000 levels deep', () => Buffer.from('['.repeat(200_000) + ']'.repeat(200_000)), /JSON/],
  ['objects 100,000 levels deep', () => Buffer.from('{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000)), /JSON/],
  ['a list of a million numbers', () => Buffer.from(`[${'1,'.repeat(1_000_000)}1]`), /No turns/],
  ['JSON that is cut off', () => Buffer.from('{"utterances":[{"speaker":"agent","text":"Hel'), /broken or cut off/],
  ['JSON of something else', () => Buffer.from('{"name":"earpiece","version":"1"}'), /no transcript/],
  ['a __proto__ instead of turns', () => Buffer.from('{"__proto__":{"utterances":[{"text":"x"}]}}'), /no transcript/],
  ['a zip bomb', () => docx(`<w:p><w:t>${'a'.repeat(30 * MEGABYTE)}</w:t></w:p>`), /far more than a document/],
  ['entities', () => docx('<!DOCTYPE w [<!ENTITY a "b">]><w:p><w:t>&a;</w:t></w:p>'), /document types/],
  ['a package of another kind', () => rawZip([{ name: 'xl/workbook.xml', data: '<x/>' }]), /another kind/],
  ['half a package', () => docx('<w:p/>').subarray(0, 40), /damaged/],
  ['a PDF', () => Buffer.from('%PDF-1.7\n'), /PDF/],
  ['a recording', () => Buffer.from('RIFF....WAVEfmt '), /recording/],
  ['a web page', () => Buffer.from('<!doctype html><p>Agent: Hi</p>'), /web page/],
  ['binary data', () => Buffer.from(Array.from({ length: 4000 }, (_, index) => (index * 7) % 32)), /binary/],
  ['prose', () => Buffer.from('Once upon a time there was a router. It was broken.'), /No turns were found/],
  ['a header alone', () => Buffer.from('WEBVTT\n'), /no words/],
];

describe('a hostile transcript', () => {
  for (const [what, make, sentence] of REFUSED) {
    it(`is refused with one sentence: ${what}`, async () => {
      const bytes = make();

      const reading = readTranscript(bytes);

      await assert.rejects(reading, (error: unknown) => {
        assert.ok(error instanceof UnreadableDocument);
        assert.match(error.message, sentence);
        assert.equal(error.message.split('\n').length, 1);
        return true;
      });
    });
  }

  it('keeps control characters, zero-width and direction marks out of what people read', async () => {
    const text = `Agent: Hel\u202Elo\u200B the\u0007re\nCustomer: \uFEFFHi ${'and so on '.repeat(30)}\u0001`;

    const { utterances } = await readTranscript(Buffer.from(text));

    assert.ok(utterances.every(({ text: said }) => !/\p{Cc}|\p{Cf}/u.test(said)));
  });

  it('leaves out times that cannot be and says so', async () => {
    const turns = [
      { speaker: 'agent', start: -5, end: 2, text: 'One' },
      { speaker: 'customer', start: 3, end: 1, text: 'Two' },
      { speaker: 'agent', start: 1e308, end: Number.MAX_VALUE, text: 'Three' },
    ];

    const { utterances, warnings } = await readTranscript(Buffer.from(JSON.stringify({ utterances: turns })));

    assert.equal(utterances.length, 3);
    assert.ok(warnings.includes('times-damaged'));
    assert.ok(utterances.every(({ start = 0, end = Infinity }) => start >= 0 && end >= start));
  });

  it('cuts an utterance longer than anyone speaks and says so', async () => {
    const text = `Agent: Hello\nCustomer: ${'word '.repeat(5000)}`;

    const { utterances, warnings } = await readTranscript(Buffer.from(text));

    assert.ok((utterances[1]?.text.length ?? 0) <= 10_000);
    assert.deepEqual(warnings, ['text-cut']);
  });

  it('reads a table whose quote never closes', async () => {
    const text = 'speaker,text\nagent,"Hello\ncustomer,Hi there\nagent,How can I help?\n';

    const { utterances } = await readTranscript(Buffer.from(text));

    assert.ok(utterances.length >= 1);
  });
});

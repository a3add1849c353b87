import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mergeMetadata } from '../../../src/telephony/siprec/metadata/mergeMetadata.ts';
import { nameTracks } from '../../../src/telephony/siprec/metadata/nameTracks.ts';
import { type CallMetadata, parseMetadata } from '../../../src/telephony/siprec/metadata/parseMetadata.ts';

const parsed = (name: string): CallMetadata => parseMetadata(readFileSync(`test/fixtures/siprec/${name}.xml`, 'utf8'))!;
const named = (metadata: CallMetadata | undefined, labels = ['1', '2'], assertedIdentities: string[] = []) =>
  nameTracks({ labels, metadata, assertedIdentities });

describe('Recording metadata', () => {
  it('names both voices of the example of RFC 7865', () => {
    const metadata = parsed('rfc7865');

    assert.deepEqual(named(metadata), {
      tracks: ['caller', 'callee'],
      caller: { aor: 'sip:bob@biloxi.com', name: 'Bob B & Co' },
      called: { aor: 'sip:Paul@biloxi.com', name: 'Paul' },
    });
    assert.deepEqual(metadata.sessionIds, ['hVpd7YQgRW2nD22h7q60JQ==']);
  });

  it('believes the SBC that marks who called, in a draft with ids and send inside the participant', () => {
    const { tracks, caller, called } = named(parsed('draft-with-vendor-element'));

    assert.deepEqual(tracks, ['callee', 'caller']);
    assert.deepEqual(caller, { aor: 'sip:+15551230000@198.51.100.8', name: 'stranger' });
    assert.deepEqual(called, { aor: 'sip:+15557654321@198.51.100.7', name: 'subscriber' });
  });

  it('reads a document under another root, and follows its streams rather than their order', () => {
    const { tracks, caller, called } = named(parsed('wrapped-root'));

    assert.deepEqual(tracks, ['callee', 'caller']);
    assert.deepEqual(caller, { aor: 'tel:+15551230000', name: 'Caller' });
    assert.deepEqual(called, { aor: '5557654321' });
  });

  it('reads a document with dataMode, participants among their streams and no names; the asserted number called', () => {
    const metadata = parsed('datamode-in-capitals');

    const { tracks, caller, called } = named(metadata, ['1', '2'], ['sip:+15551230000@operator.example']);

    assert.equal(metadata.isPartial, false);
    assert.deepEqual(tracks, ['callee', 'caller']);
    assert.deepEqual([caller, called], [{ aor: 'sip:15551230000@192.0.2.20' }, { aor: 'sip:15557654321@192.0.2.10' }]);
  });

  it('reads elements with a prefix, elements of a vendor among them, and labels that are words', () => {
    const { tracks, caller, called } = named(parsed('prefixed-names'), ['main-audio-2', 'main-audio-1']);

    assert.deepEqual(tracks, ['callee', 'caller']);
    assert.deepEqual(caller, { aor: 'tel:+1-555-123-0000', name: 'Unknown, <caller>' });
    assert.deepEqual(called, { aor: '5557654321' });
  });

  it('takes whom the operator asserts as the caller', () => {
    const asserted = ['sip:+1-555-765-4321@operator.example;user=phone'];
    const wrapped = parsed('one-mixed-stream');

    assert.equal(named(wrapped, ['1'], asserted).caller?.aor, 'tel:+15557654321');
  });

  it('has one unknown voice where both speak in one stream', () => {
    assert.deepEqual(named(parsed('one-mixed-stream'), ['1']).tracks, ['unknown']);
  });

  it('takes the first stream as the caller where there is no metadata', () => {
    assert.deepEqual(named(undefined), { tracks: ['caller', 'callee'] });
  });

  it('merges a partial update by id, and replaces by a complete one', () => {
    const known = parsed('rfc7865');
    const partial = parseMetadata(
      `<recording><datamode>partial</datamode><participant participant_id="zSfPoSvdSDCmU3A3TRDxAw=="><nameID aor="tel:+1555"/></participant></recording>`,
    )!;

    const merged = mergeMetadata(known, partial);

    assert.deepEqual(merged.participants[1], { id: 'zSfPoSvdSDCmU3A3TRDxAw==', aor: 'tel:+1555', name: 'Paul' });
    assert.equal(merged.streams.length, 2);
    assert.deepEqual(mergeMetadata(merged, known), known);
  });

  it('cannot be read from what is no metadata', () => {
    for (const text of ['', 'hello', '<a/>', '{"recording":1}']) assert.equal(parseMetadata(text), undefined);
  });
});

import assert from 'node:assert/strict';
import { decodeG711 } from '../../../src/domain/g711.ts';
import { JitterBuffer } from '../../../src/telephony/siprec/media/jitterBuffer.ts';
import { parseRtp } from '../../../src/telephony/siprec/media/parseRtp.ts';
import { answerSdp, isHeld } from '../../../src/telephony/siprec/sdp/answerSdp.ts';
import { chooseCodec } from '../../../src/telephony/siprec/sdp/chooseCodec.ts';
import { parseSdp } from '../../../src/telephony/siprec/sdp/parseSdp.ts';
import { aVoice, rtpPackets } from '../../support/siprec/rtp.ts';
import { anOffer } from '../../support/siprec/sbc.ts';

/** Plays packets by number; out come their numbers, and how many samples of silence stood between. */
function played(numbers: readonly number[], stream: Parameters<typeof rtpPackets>[1] = {}) {
  const out: (number | string)[] = [];
  const packets = rtpPackets(aVoice(Math.max(...numbers) + 1), stream);
  const jitter = new JitterBuffer({
    packet: ({ sequence }) => void out.push((sequence - (stream.sequence ?? 0)) & 0xffff),
    silence: (samples) => void out.push(`${samples} silent`),
  });
  for (const number of numbers) jitter.push(parseRtp(packets[number]!)!);
  jitter.flush();
  return { out, counts: jitter.counts };
}

describe('The media of a call', () => {
  it('expands G.711 to the values of the standard', () => {
    const codes = Uint8Array.of(0x00, 0x80, 0x7f, 0xff, 0x55, 0xd5, 0x2a, 0xaa);

    assert.deepEqual([...decodeG711(codes, 'mu')], [-32124, 32124, 0, 0, -716, 716, -5372, 5372]);
    assert.deepEqual([...decodeG711(codes.subarray(4), 'A')], [-8, 8, -32256, 32256]);
  });

  it('reads RTP with contributing sources, an extension and padding', () => {
    const packet = Buffer.from('b281fffe000000a000001234aaaaaaaabbbbbbbbbede0001cccccccc010203000003', 'hex');

    const read = parseRtp(packet);

    assert.deepEqual(read && { ...read, payload: [...read.payload] }, {
      payloadType: 1,
      sequence: 0xfffe,
      timestamp: 160,
      ssrc: 0x1234,
      payload: [1, 2, 3],
    });
  });

  it('reads no RTP from RTCP, other versions, and lengths that lie', () => {
    for (const hex of [
      '80c8000600000000000000001234',
      '00',
      '4000fffe000000a000001234',
      '8f00fffe000000a000001234',
      'a000fffe000000a000001234ff',
      '9000fffe000000a000001234bede00ff',
    ]) {
      assert.equal(parseRtp(Buffer.from(hex, 'hex')), undefined, hex);
    }
  });

  it('puts packets in order over the end of the numbers, each once', () => {
    const { out, counts } = played([0, 2, 1, 3, 3, 5, 4, 4, 6], { sequence: 65_533, timestamp: 2 ** 32 - 320 });

    assert.deepEqual(out, [0, 1, 2, 3, 4, 5, 6]);
    assert.equal(counts.reordered, 2);
    assert.equal(counts.duplicate + counts.late, 2);
  });

  it('fills what is lost by silence of the same length, once six packets have come after it', () => {
    const { out, counts } = played([0, 1, 3, 4, 5, 6, 7, 8, 9]);

    assert.deepEqual(out, [0, 1, '160 silent', 3, 4, 5, 6, 7, 8, 9]);
    assert.equal(counts.lost, 1);
  });

  it('drops what comes after its turn', () => {
    assert.deepEqual(played([0, 2, 3, 4, 5, 6, 7, 8, 1]).out, [0, '160 silent', 2, 3, 4, 5, 6, 7, 8]);
  });

  it('fills a pause in which nothing was sent by the time it took', () => {
    const out: string[] = [];
    const jitter = new JitterBuffer({
      packet: () => void out.push('voice'),
      silence: (samples) => void out.push(`${samples}`),
    });
    const [first] = rtpPackets(aVoice(1), { sequence: 4, timestamp: 1_000 });
    const [second] = rtpPackets(aVoice(1), { sequence: 5, timestamp: 1_000 + 160 + 8_000 });

    for (const packet of [first, second]) jitter.push(parseRtp(packet!)!);

    assert.deepEqual(out, ['voice', '8000', 'voice']);
  });

  it('starts anew with a new source, and with numbers that jump twice, but not with a single one', () => {
    const out: number[] = [];
    const jitter = new JitterBuffer({ packet: ({ sequence }) => void out.push(sequence), silence: () => undefined });
    const push = (sequence: number, ssrc = 1): void =>
      jitter.push(parseRtp(rtpPackets(aVoice(1), { sequence, ssrc })[0]!)!);

    [10, 11, 30_000, 12, 40_000, 40_001].forEach((sequence) => push(sequence));
    push(7, 2);

    assert.deepEqual(out, [10, 11, 12, 40_001, 7]);
    assert.equal(jitter.counts.restarts, 2);
  });

  it('answers each m-line in its place, by what it can take', () => {
    const offer = parseSdp(
      anOffer([
        { label: 'a' },
        { label: 'b', payloadType: 8, direction: 'inactive' },
        { label: 'c', payloadType: 18 },
        { label: 'd', port: 0 },
      ]),
    )!;
    const codecs = offer.media.map((line) => chooseCodec(line, false));

    const ownKey = Buffer.alloc(30);
    const answer = answerSdp(
      offer.media.map((line, place) => {
        const codec = codecs[place]!;
        return {
          offer: line,
          taken: typeof codec === 'string' ? undefined : { codec, port: 20_000 + place * 2, ownKey },
        };
      }),
      { address: '10.0.0.4', sessionId: 5, version: 1 },
    );

    assert.deepEqual(codecs.slice(2), ['no-codec', 'removed']);
    assert.deepEqual(offer.media.map(isHeld), [false, true, false, false]);
    assert.equal(
      answer,
      [
        'v=0',
        'o=earpiece 5 1 IN IP4 10.0.0.4',
        's=-',
        'c=IN IP4 10.0.0.4',
        't=0 0',
        'm=audio 20000 RTP/AVP 0',
        'a=rtpmap:0 PCMU/8000',
        'a=recvonly',
        'a=label:a',
        'm=audio 20002 RTP/AVP 8',
        'a=rtpmap:8 PCMA/8000',
        'a=inactive',
        'a=label:b',
        'm=audio 0 RTP/AVP 18',
        'm=audio 0 RTP/AVP 0',
        '',
      ].join('\r\n'),
    );
  });

  it('takes a payload type of its own for G.711, and none of another rate', () => {
    const codecOf = (rtpmap: string) =>
      chooseCodec(parseSdp(`v=0\nm=audio 4 RTP/AVP 97\na=rtpmap:97 ${rtpmap}\n`)!.media[0]!, false);

    assert.deepEqual(codecOf('pcma/8000'), { payloadType: 97, law: 'A' });
    assert.equal(codecOf('PCMU/16000'), 'no-codec');
    assert.equal(codecOf('PCMU/8000/2'), 'no-codec');
  });
});

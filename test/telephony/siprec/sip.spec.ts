import assert from 'node:assert/strict';
import { readOriginator } from '../../../src/telephony/siprec/originator.ts';
import { readAddress, readVia, splitList } from '../../../src/telephony/siprec/sip/headerValues.ts';
import { headerOf, listOf, type SipRequest } from '../../../src/telephony/siprec/sip/message.ts';
import { parseDatagram, parseMessage } from '../../../src/telephony/siprec/sip/parseMessage.ts';
import { readBody } from '../../../src/telephony/siprec/sip/readBody.ts';
import { frameStream } from '../../../src/telephony/siprec/transport/frameStream.ts';
import { allowList } from '../../../src/telephony/siprec/transport/allowList.ts';

/** From RFC 4475, section 3.1.1.1, shortened: everything that is allowed and unusual. */
const TORTUOUS = [
  'INVITE sip:vivekg@chair-dnrc.example.com;unknownparam SIP/2.0',
  'TO :',
  ' sip:vivekg@chair-dnrc.example.com ;   tag    = 1918181833n',
  'from   : "J Rosenberg \\\\\\""       <sip:jdrosen@example.com>',
  '  ;',
  '  tag = 98asjd8',
  'Call-ID: 98asjd8@192.0.2.2',
  'cseq: 0009',
  '  INVITE',
  'Via  : SIP  /   2.0',
  ' /UDP',
  '    192.0.2.2;branch=390skdjuw',
  's :',
  'l: 4',
  'v:  SIP  / 2.0  / TCP     spindle.example.com   ;',
  '  branch  =   z9hG4bK9ikj8  ,',
  ' SIP  /    2.0   / UDP  192.168.255.111   ; branch=',
  ' z9hG4bK30239',
  '',
  'bodyandmore',
].join('\r\n');

const request = (...headers: string[]): SipRequest =>
  parseMessage(['INVITE sip:a@b SIP/2.0', ...headers].join('\r\n'), Buffer.alloc(0)) as SipRequest;

describe('SIP', () => {
  it('reads the tortuous message of RFC 4475', () => {
    const message = parseDatagram(Buffer.from(TORTUOUS))!;

    assert.equal(message.body.toString(), 'body');
    assert.equal(readAddress(headerOf(message, 'to')!).parameters.tag, '1918181833n');
    const { name, uri, parameters } = readAddress(headerOf(message, 'from')!);
    assert.deepEqual(
      [name, uri, { ...parameters }],
      ['J Rosenberg \\"', 'sip:jdrosen@example.com', { tag: '98asjd8' }],
    );
    assert.deepEqual(
      listOf(message, 'via').map((via) => readVia(via)?.parameters.branch),
      ['390skdjuw', 'z9hG4bK9ikj8', 'z9hG4bK30239'],
    );
  });

  it('parts a list at commas that stand neither in quotes nor in brackets', () => {
    assert.deepEqual(splitList('"a, b" <sip:a@b;x=1,2>;q=1, <sip:c>, "\\",", d'), [
      '"a, b" <sip:a@b;x=1,2>;q=1',
      '<sip:c>',
      '"\\","',
      'd',
    ]);
  });

  it('drops a datagram that was cut short', () => {
    assert.equal(parseDatagram(Buffer.from('OPTIONS sip:a SIP/2.0\r\nContent-Length: 10\r\n\r\nshort')), undefined);
  });

  it('cuts a stream into the same messages wherever it is cut', () => {
    const one = 'OPTIONS sip:a SIP/2.0\r\nl: 5\r\n\r\nhello';
    const bytes = Buffer.from(`\r\n${one}\r\n\r\n${one}`);

    for (let size = 1; size <= bytes.length; size += 1) {
      const frame = frameStream();
      const framed = Array.from({ length: Math.ceil(bytes.length / size) }, (_, turn) =>
        frame(bytes.subarray(turn * size, (turn + 1) * size)),
      ).flat();
      const kinds = framed.map((each) => (each.kind === 'message' ? each.message.body.toString() : each.kind));
      assert.deepEqual(kinds, ['hello', 'ping', 'hello'], `in pieces of ${size}`);
    }
  });

  it('takes a body apart with quoted and padded boundaries, lines of LF and no end', () => {
    const body =
      'preamble\n--a b  \nContent-Type: application/sdp\n\nv=0\n\n--a b\nContent-Type:\n application/rs-metadata+xml;x=y\n\n<r/>\n';

    assert.deepEqual(readBody('multipart/mixed; boundary="a b"', Buffer.from(body)), [
      { type: 'application/sdp', text: 'v=0\n' },
      { type: 'application/rs-metadata+xml', text: '<r/>\n' },
    ]);
    assert.equal(readBody('multipart/mixed', Buffer.from(body)), undefined);
    assert.deepEqual(readBody('application/SDP', Buffer.from('v=0')), [{ type: 'application/sdp', text: 'v=0' }]);
  });

  it('keeps what the operator says of where a call comes from', () => {
    const claims = Buffer.from(JSON.stringify({ attest: 'B', orig: { tn: '15551230000' } })).toString('base64url');

    assert.deepEqual(
      readOriginator(
        request(
          'P-Asserted-Identity: "A, B" <sip:+15551230000@op.example;user=phone;verstat=TN-Validation-Passed>, <tel:+1555>',
          'Diversion: <sip:+15550001111@op.example>;reason=unconditional;counter=1',
          `Identity: e30.${claims}.c2ln;info=<https://cert.example/a>;alg=ES256`,
        ),
      ),
      {
        assertedIdentities: ['sip:+15551230000@op.example', 'tel:+1555'],
        diversions: [{ uri: 'sip:+15550001111@op.example', reason: 'unconditional' }],
        attestation: 'B',
        verification: 'TN-Validation-Passed',
      },
    );
    assert.deepEqual(readOriginator(request('Identity: not.a.token')), { assertedIdentities: [], diversions: [] });
  });

  it('keeps no number or name that somebody wrote where the operator’s check belongs', () => {
    const forged = ['447700900123', 'Sam-Whitfield', 'TN-Validation-Passed-447700900123'].flatMap((word) => [
      `From: <sip:+1555@op.example;verstat=${word}>`,
      `From: <sip:+1555@op.example>;verstat=${word}`,
    ]);

    const kept = forged.map((from) => readOriginator(request(from)).verification);

    assert.deepEqual(new Set(kept), new Set([undefined]));
  });

  it('lets in the networks of the list alone', () => {
    const isAllowed = allowList(['192.0.2.0/24', '2001:db8::1']);

    const asked = ['192.0.2.9', '::ffff:192.0.2.9', '192.0.3.1', '2001:db8::1', '2001:db8::2', ''];

    assert.deepEqual(asked.map(isAllowed), [true, true, false, true, false, false]);
    assert.throws(() => allowList(['192.0.2.0/33']), { name: 'WrongNetwork', network: '192.0.2.0/33' });
    assert.throws(() => allowList(['sbc.example']), { name: 'WrongNetwork' });
  });
});

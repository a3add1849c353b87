import assert from 'node:assert/strict';
import { callFacts } from '../../src/calls/callFacts.ts';

const keys = { keyedHash: (value: string) => `#${value}#`, countryCode: '44' };
const start = { setting: 'subscriber', direction: 'inbound' } as const;

describe('What is kept of how a call began', () => {
  it('holds one key for a number, however it is written, and none for a name', () => {
    const written = [
      '+44 20 7946 0011',
      '00442079460011',
      'tel:+442079460011',
      'sip:+442079460011@198.51.100.8;user=phone',
    ];

    const callers = written.map((phone) => callFacts({ ...start, phone }, keys).callerKey);

    assert.deepEqual([...new Set(callers)], ['#caller 442079460011#']);
    assert.equal(callFacts({ ...start, phone: 'sip:desk7@op.example' }, keys).callerKey, undefined);
    assert.equal(callFacts({ ...start, phone: 'anonymous' }, keys).callerKey, undefined);
  });

  it('finds the subscriber by a key, in full or national form', () => {
    const lines = ['+447700900123', '07700 900123', 'sip:07700900123@op.example'];

    const found = lines.map((subscriber) => callFacts({ ...start, subscriber }, keys).subscriberKey);

    assert.deepEqual([...new Set(found)], ['#subscriber +447700900123#']);
  });

  it('takes the number that the operator asserts for the caller, and keeps who sent the call on and how sure it is', () => {
    const origin = {
      assertedIdentities: ['sip:gateway@op.example', 'sip:+15551230000@op.example'],
      diversions: [{ uri: 'sip:+442079460011@op.example' }, { uri: 'sip:+442079460012@op.example' }],
      ...({ attestation: 'C', verification: 'No-TN-Validation' } as const),
    };

    const facts = callFacts({ ...start, phone: '+449999' }, keys, origin);

    assert.deepEqual(facts, {
      ...{ ...start, callerKey: '#caller 15551230000#', shownKey: '#caller 449999#' },
      ...{ divertedKey: '#caller 442079460011#', attestation: 'C', verification: 'No-TN-Validation' },
    });
  });
});

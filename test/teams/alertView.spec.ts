import assert from 'node:assert/strict';
import { alertCard } from '../../src/cards/alertCard.ts';
import { messagesFor } from '../../src/messages/messages.ts';
import type { WatchedCall } from '../../src/ports/watchedCalls.ts';
import { alertView, type AlertViewPorts } from '../../src/teams/alertView.ts';
import { anAlert } from '../support/sampleAlerts.ts';

const alert = anAlert({ setting: 'subscriber', agentId: undefined });
const HASHES = { callerKey: 'asserted-hash', shownKey: 'shown-hash', divertedKey: 'diverted-hash' };

describe('What an alert shows of where the call comes from', () => {
  const shown = async (facts: Partial<WatchedCall> | undefined): Promise<string | undefined> => {
    const ports: AlertViewPorts = {
      alerts: { campaignOf: () => Promise.reject(new Error('no caller is known here')) },
      alertSubscriptions: { list: () => Promise.resolve([]) },
      clock: { now: () => new Date() },
      directory: { find: () => Promise.resolve(undefined) },
      watched: { find: () => Promise.resolve(facts as WatchedCall | undefined) },
      log: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
    };
    const card = JSON.stringify(alertCard(await alertView(alert, undefined, ports), messagesFor('en')));
    return /"The operator says".*?"TextRun","text":"([^"]*)"/.exec(card)?.[1];
  };

  it('is what the operator says in our words, and no key of a number', async () => {
    const said = await shown({ ...HASHES, attestation: 'C', verification: 'TN-Validation-Failed' });

    assert.equal(
      said,
      'the call came from another network, nobody vouches for its number; the check of the number failed; another number was shown than it asserts; the call was sent on',
    );
    assert.doesNotMatch(said ?? '', /hash/);
  });

  it('is nothing where no operator says anything, or the call is forgotten', async () => {
    assert.deepEqual([await shown({ callerKey: 'hash' }), await shown(undefined)], [undefined, undefined]);
  });

  it('is no word that anybody may have written into a header', async () => {
    const said = await shown({ attestation: 'A', verification: 'TN-Validation-PassedX <b>call 0800 1234</b>' });
    const strange = await shown({ attestation: 'A', verification: 'call 0800 1234' });

    assert.deepEqual([said, strange], ['the caller may use this number', 'the caller may use this number']);
  });

  it('moves neither level nor confidence', async () => {
    const plain = alertCard({ alert, canEscalate: false }, messagesFor('en'));
    const origin = { attestation: 'C', check: 'failed', isOtherNumberShown: true, wasSentOn: true } as const;

    const withOrigin = alertCard({ alert, canEscalate: false, origin }, messagesFor('en'));

    const confidence = (card: object): string | undefined =>
      /About? [^"]*|At least [^"]*/.exec(JSON.stringify(card))?.[0];
    assert.equal(confidence(withOrigin), confidence(plain));
    assert.match(confidence(plain) ?? '', /of 10 such calls were fraud/);
  });
});

import assert from 'node:assert/strict';
import { contentSafety } from '../../../src/adapters/azure/contentSafety.ts';
import { ShieldUnavailable } from '../../../src/ports/promptShield.ts';
import { type ContentSafetyServer, startContentSafety } from '../../support/contentSafetyServer.ts';

describe('prompt shields of Content Safety', () => {
  let server: ContentSafetyServer;
  beforeEach(async () => {
    server = await startContentSafety();
  });
  afterEach(() => server.close());
  const signal = new AbortController().signal;

  it('say of the question and of each document whether it is an attack', async () => {
    const shield = contentSafety({ endpoint: server.url, apiKey: 'the key' });

    const verdict = await shield.check('what does it cost', ['fine', 'an ATTACK', 'fine too'], signal);
    const attacked = await shield.check('an ATTACK', [], signal);

    assert.deepEqual(verdict, { isAttack: false, documents: [false, true, false] });
    assert.deepEqual(attacked, { isAttack: true, documents: [] });
    assert.deepEqual([server.broken, server.asked[0]?.credential], [[], 'the key']);
  });

  it('look at every piece of texts that one request does not take', async () => {
    const shield = contentSafety({ endpoint: server.url, token: () => Promise.resolve('a token') });
    const long = `${'x'.repeat(24_000)} ATTACK`;

    const verdict = await shield.check('y'.repeat(20_000), [...Array<string>(12).fill('fine'), long, 'fine'], signal);

    assert.deepEqual(verdict.documents, [...Array<boolean>(12).fill(false), true, false]);
    assert.deepEqual([server.broken, server.asked[0]?.credential], [[], 'Bearer a token']);
  });

  for (const fault of [401, 429, 500, 'hang'] as const) {
    it(`give no verdict when the service answers ${fault}, and none is made up`, async () => {
      const shield = contentSafety({ endpoint: server.url, apiKey: 'the key' });
      server.fail(fault);

      await assert.rejects(shield.check('secret words', ['fine'], signal), (error: unknown) => {
        assert.ok(error instanceof ShieldUnavailable);
        assert.doesNotMatch(error.message, /secret/);
        return true;
      });
    });
  }
});

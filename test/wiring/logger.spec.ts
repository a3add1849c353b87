import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

describe('the log', () => {
  it('carries no e-mail address, card or bank account, under whatever name it is given one', () => {
    const facts = {
      reason: 'no mailbox jane.roe@example.com',
      deep: { list: ['card 4111 1111 1111 1111', 'GB29NWBK60161331926819'] },
      conversationId: '11111111-2222-4333-8444-555555555555',
      millis: 12,
    };

    const line = logged(JSON.stringify(facts));

    assert.doesNotMatch(line, /jane|4111 1111|NWBK/);
    assert.match(line, /11111111-2222-4333-8444-555555555555/);
    assert.match(line, /"millis":12/);
  });

  it('carries none inside an error either', () => {
    assert.doesNotMatch(logged(`{ error: new Error('bounced: jane.roe@example.com') }`), /jane/);
  });
});

function logged(facts: string): string {
  const logger = fileURLToPath(new URL('../../src/wiring/logger.ts', import.meta.url));
  const script = `const { createLogger } = await import(${JSON.stringify(logger)}); createLogger({ logLevel: 'info' }).info(${facts}, 'said');`;
  return spawnSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' }).stderr;
}

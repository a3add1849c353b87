import assert from 'node:assert/strict';
import { publicAddress } from '../../src/wiring/publicAddress.ts';

const registered = { kind: 'UserAssignedMsi', botId: 'bot', tenantId: 'tenant', allowedTenants: [] } as const;
const local = { kind: 'off' } as const;

describe('the address that links to sources begin with', () => {
  for (const [what, given, address] of [
    ['is PUBLIC_URL', { publicUrl: 'https://earpiece.example', bot: registered }, 'https://earpiece.example'],
    ['is this machine in local mode', { publicUrl: undefined, bot: local }, 'http://127.0.0.1:3978'],
    ['is PUBLIC_URL in local mode too', { publicUrl: 'https://tunnel.example', bot: local }, 'https://tunnel.example'],
    ['is unknown for a registered bot without PUBLIC_URL', { publicUrl: undefined, bot: registered }, undefined],
    ['is never one that others could read along', { publicUrl: 'http://earpiece.example', bot: registered }, undefined],
  ] as const) {
    it(what, () => {
      assert.equal(publicAddress({ host: '127.0.0.1', ...given }, 3978), address);
    });
  }

  it('can be an IPv6 address', () => {
    assert.equal(publicAddress({ host: '::1', publicUrl: undefined, bot: local }, 80), 'http://[::1]:80');
  });
});

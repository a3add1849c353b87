import assert from 'node:assert/strict';
import { callFiles } from '../../../src/adapters/https/callFiles.ts';
import type { Internet } from '../../../src/adapters/https/listedFiles.ts';
import { isPublicAddress } from '../../../src/adapters/https/publicAddress.ts';
import { CannotDownload } from '../../../src/ports/fileDownloads.ts';

/** Names lead here, and nothing is ever connected to: a refusal comes before that. */
const internet = (...addresses: string[]): Internet & { asked: string[] } => {
  const asked: string[] = [];
  return {
    asked,
    port: 1,
    isPublic: isPublicAddress,
    resolve: (host) => {
      asked.push(host);
      return Promise.resolve(addresses);
    },
  };
};

describe('transcripts and recordings of a call platform', () => {
  const refusal = async (address: string, world: Internet, hosts = ['calls.contoso.com']): Promise<string> => {
    const fault = await callFiles(hosts, world)
      .transcript.download(address)
      .then(() => undefined)
      .catch((error: unknown) => error);
    assert.ok(fault instanceof CannotDownload, `${address} was fetched`);
    return fault.reason;
  };

  it('are fetched from the listed hosts exactly, never from one that looks like them', async () => {
    const world = internet('13.107.136.10');
    const addresses = [
      ...['http://calls.contoso.com/1', 'https://evil.calls.contoso.com/1', 'https://calls.contoso.com.evil.example/1'],
      ...['https://contoso.com/1', 'https://calls.contoso.com@evil.example/1', 'https://a:b@calls.contoso.com/1'],
      ...['https://calls.contoso.com:8443/1', 'https://evil.example/#calls.contoso.com', 'file:///etc/passwd'],
      ...[
        'https://169.254.169.254/latest',
        'https://localhost/1',
        'https://[::1]/1',
        'https://calls.contoso.com./1',
        '',
      ],
    ];

    for (const address of addresses) assert.equal(await refusal(address, world), 'address', address);
    assert.deepEqual(world.asked, []);
    assert.equal(await refusal('https://calls.contoso.com/1', world, []), 'address');
  });

  it('are not fetched from a listed name that leads into our own network', async () => {
    for (const address of ['127.0.0.1', '10.0.0.8', '169.254.169.254', '::1', 'fd00::1']) {
      const reasons = [
        await refusal('https://calls.contoso.com/1', internet(address)),
        await refusal('https://calls.contoso.com/1', internet('13.107.136.10', address)),
      ];
      assert.deepEqual(reasons, ['private-address', 'private-address'], address);
    }
  });
});

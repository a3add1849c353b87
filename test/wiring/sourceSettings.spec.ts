import assert from 'node:assert/strict';
import { readConfig, WrongSettings } from '../../src/wiring/config.ts';

describe('settings of followed sources', () => {
  it('name libraries and containers, looked at every five minutes', () => {
    const { sources } = readConfig({
      SHAREPOINT_LIBRARIES: 'https://contoso.sharepoint.com/sites/kb/Shared%20Documents, https://contoso.sharepoint.com/Manuals', // prettier-ignore
      BLOB_CONTAINERS: 'https://name.blob.core.windows.net/knowledge/manuals',
    });

    assert.deepEqual([sources.libraries.length, sources.containers.length, sources.everyMs], [2, 1, 300_000]);
    assert.deepEqual(readConfig({}).sources.libraries, []);
  });

  for (const address of [
    'contoso.sharepoint.com/sites/kb/Docs',
    'http://contoso.sharepoint.com/sites/kb/Docs',
    'https://contoso.sharepoint.com.evil.example/sites/kb/Docs',
    'https://user@contoso.sharepoint.com/sites/kb/Docs',
    'https://contoso.sharepoint.com/',
    'https://contoso.sharepoint.com/sites/kb/Docs?web=1',
  ]) {
    it(`refuse ${address} as a library`, () => {
      assert.throws(() => readConfig({ SHAREPOINT_LIBRARIES: address }), (error: unknown) => {
        assert.ok(error instanceof WrongSettings);
        assert.match(error.message, /SHAREPOINT_LIBRARIES holds .*name it as https:/);
        return true;
      }); // prettier-ignore
    });
  }

  it('refuse a container elsewhere than in Blob Storage', () => {
    for (const address of ['https://evil.example/knowledge', 'https://name.blob.core.windows.net/'])
      assert.throws(() => readConfig({ BLOB_CONTAINERS: address }), /BLOB_CONTAINERS holds/);
  });

  it('refuse a container with a SAS and do not repeat it', () => {
    const address = 'https://name.blob.core.windows.net/knowledge?sv=2023-11-03&sig=canary';

    assert.throws(() => readConfig({ BLOB_CONTAINERS: address }), (error: unknown) => {
      assert.ok(error instanceof WrongSettings);
      assert.match(error.message, /BLOB_CONTAINERS holds .*without a SAS/);
      assert.doesNotMatch(error.message, /canary/);
      return true;
    }); // prettier-ignore
  });
});

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Internet } from '../../../src/adapters/https/listedFiles.ts';
import { isPublicAddress } from '../../../src/adapters/https/publicAddress.ts';
import { sharePointFiles } from '../../../src/adapters/https/sharePointFiles.ts';
import { CannotDownload } from '../../../src/ports/fileDownloads.ts';

const GOOD = 'https://contoso.sharepoint.com/files/call.txt?tempauth=secret';

describe('files from SharePoint', () => {
  let server: Server;
  let asked: IncomingMessage[];
  let answer: (request: IncomingMessage, response: ServerResponse) => void;
  let internet: Internet;
  before(async function () {
    this.timeout(20_000);
    const made = certificate();
    if (made === undefined) return this.skip();
    server = createServer(made, (request, response) => {
      asked.push(request);
      answer(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const resolve = () => Promise.resolve(['127.0.0.1']);
    internet = { resolve, isPublic: () => true, port, ca: made.cert };
  });
  beforeEach(() => {
    asked = [];
    answer = (_request, response) => response.end('Agent: hello');
  });
  after(() => {
    server?.closeAllConnections();
    server?.close();
  });

  const refusal = async (address: string, over: Partial<Internet> = {}): Promise<string> => {
    const fault = await sharePointFiles({ ...internet, ...over })
      .download(address)
      .then(() => undefined)
      .catch((error: unknown) => error);
    assert.ok(fault instanceof CannotDownload, `${address} was fetched`);
    assert.doesNotMatch(fault.message, /secret|contoso/);
    return fault.reason;
  };

  it('are fetched as they are, without any token of ours', async () => {
    const bytes = await sharePointFiles(internet).download(GOOD);

    assert.equal(Buffer.from(bytes).toString(), 'Agent: hello');
    assert.deepEqual(
      [asked[0]?.headers.host, asked[0]?.url],
      ['contoso.sharepoint.com', '/files/call.txt?tempauth=secret'],
    );
    assert.equal(asked[0]?.headers.authorization, undefined);
  });

  it('are fetched from nowhere else', async () => {
    const addresses = [
      ...[
        'http://contoso.sharepoint.com/x',
        'file:///etc/passwd',
        'https://169.254.169.254/metadata',
        'not an address',
      ],
      ...['https://localhost/x', 'https://evilsharepoint.com/x', 'https://sharepoint.com.evil.example/x'],
      ...[
        'https://user:word@contoso.sharepoint.com/x',
        'https://contoso.sharepoint.com:8443/x',
        'https://.sharepoint.com/',
      ],
      ...['https://evil.example/?.sharepoint.com', 'https://evil.example#.sharepoint.com', 'https://[::1]/x'],
    ];

    for (const address of addresses) assert.equal(await refusal(address), 'address', address);
    assert.equal(asked.length, 0);
  });

  it('are not fetched from a name that leads into our own network, even with one of its addresses', async () => {
    const into = (...addresses: string[]) => ({ resolve: () => Promise.resolve(addresses), isPublic: isPublicAddress });

    for (const address of [
      '127.0.0.1',
      '10.1.2.3',
      '169.254.169.254',
      '::1',
      'fd00::1',
      '::ffff:10.0.0.1',
      '100.64.0.1',
    ]) {
      assert.equal(await refusal(GOOD, into('13.107.136.10', address)), 'private-address', address);
    }
    assert.equal(await refusal(GOOD, into()), 'private-address');
    assert.equal(asked.length, 0);
  });

  it('are not followed to another place', async () => {
    answer = (_request, response) => {
      response.writeHead(302, { location: 'https://169.254.169.254/metadata' });
      response.end();
    };
    assert.equal(await refusal(GOOD), 'address');

    answer = (_request, response) => {
      response.writeHead(302, { location: GOOD });
      response.end();
    };
    assert.equal(await refusal(GOOD), 'too-many-redirects');
  });

  it('are given up when they are too large, missing, or the asker has gone', async () => {
    answer = (_request, response) => {
      const chunk = Buffer.alloc(1024 * 1024);
      const more = (): void => {
        while (!response.destroyed && response.write(chunk));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    };
    assert.equal(await refusal(GOOD), 'too-large');

    answer = (_request, response) => {
      response.writeHead(404);
      response.end();
    };
    assert.equal(await refusal(GOOD), 'status');

    const never = sharePointFiles(internet).download(GOOD, AbortSignal.abort());
    await assert.rejects(never, CannotDownload);
  });
});

describe('addresses of the public internet', () => {
  it('are told from all others', () => {
    const open = ['13.107.136.10', '52.96.0.1', '2620:1ec:908::10'];
    const closed = ['0.0.0.0', '192.168.1.1', '172.31.0.1', '224.0.0.1', 'fe80::1', '2002:7f00:1::', '::', 'x', ''];

    assert.deepEqual([open.filter((one) => !isPublicAddress(one)), closed.filter(isPublicAddress)], [[], []]);
  });
});

/** A certificate for contoso.sharepoint.com, where openssl is there to make one. */
function certificate(): { key: string; cert: string } | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'earpiece-certificate-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const name = ['-subj', '/CN=contoso.sharepoint.com', '-addext', 'subjectAltName=DNS:contoso.sharepoint.com'];
  try {
    const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert, '-days', '2', ...name];
    execFileSync('openssl', made, { stdio: 'ignore' });
    return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  } catch {
    // No openssl here: the claims about connections are skipped, those about addresses are not.
    return undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

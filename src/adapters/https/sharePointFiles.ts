import { lookup } from 'node:dns/promises';
import type { IncomingMessage } from 'node:http';
import { get } from 'node:https';
import { BlockList, isIP } from 'node:net';
import { CannotDownload, type FileDownloads } from '../../ports/fileDownloads.ts';

/** What tests put in the place of the internet. */
export interface Internet {
  /** Addresses of a host. */
  resolve: (host: string) => Promise<readonly string[]>;
  /** True for an address that may be connected to. */
  isPublic: (address: string) => boolean;
  port: number;
  /** Certificates to trust instead of the usual ones. */
  ca?: string;
}

/** Where Teams keeps the files of chats: SharePoint and OneDrive for work, by cloud (commercial, GCC High, DoD). */
const HOSTS: readonly string[] = ['.sharepoint.com', '.sharepoint.us', '.sharepoint-mil.us'];
const MOST_BYTES = 32 * 1024 * 1024;
const MOST_REDIRECTS = 3;
const DEADLINE_MS = 20_000;

const THE_INTERNET: Internet = {
  resolve: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
  isPublic: (address) => isPublicAddress(address),
  port: 443,
};

/**
 * Fetches files from SharePoint and OneDrive only: https, exact suffixes, no sign-in of ours. The address of the host is
 * checked and then connected to as checked, so that a name cannot change in between; so is each redirect's.
 */
export function sharePointFiles(internet: Internet = THE_INTERNET): FileDownloads {
  return {
    download: async (address, signal) => {
      const timeout = AbortSignal.timeout(DEADLINE_MS);
      const either = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
      try {
        return await follow(address, internet, either);
      } catch (cause) {
        if (cause instanceof CannotDownload) throw cause;
        throw new CannotDownload(either.aborted ? 'too-slow' : 'fault', { cause });
      }
    },
  };
}

async function follow(first: string, internet: Internet, signal: AbortSignal): Promise<Uint8Array> {
  let address = first;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    const url = checkedUrl(address);
    const response = await request(url, internet, signal);
    const { statusCode = 0, headers } = response;
    if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined) {
      response.destroy();
      address = URL.canParse(headers.location, url.href) ? new URL(headers.location, url).href : '';
      continue;
    }
    if (statusCode !== 200) {
      response.destroy();
      throw new CannotDownload('status');
    }
    return readAll(response);
  }
  throw new CannotDownload('too-many-redirects');
}

function checkedUrl(address: string): URL {
  if (!URL.canParse(address)) throw new CannotDownload('address');
  const url = new URL(address);
  const isKnown = HOSTS.some((suffix) => url.hostname.endsWith(suffix) && url.hostname.length > suffix.length);
  const isPlain = url.protocol === 'https:' && url.username === '' && url.password === '' && url.port === '';
  if (!isKnown || !isPlain) throw new CannotDownload('address');
  return url;
}

async function request(url: URL, internet: Internet, signal: AbortSignal): Promise<IncomingMessage> {
  const addresses = await abortable(internet.resolve(url.hostname), signal);
  const [address] = addresses;
  if (address === undefined || !addresses.every((one) => internet.isPublic(one))) {
    throw new CannotDownload('private-address');
  }
  return new Promise((resolve, reject) => {
    const asked = get(
      {
        ...{ host: address, port: internet.port, path: `${url.pathname}${url.search}`, servername: url.hostname },
        ...{ headers: { host: url.hostname, 'accept-encoding': 'identity' }, signal, agent: false },
        ...{ minVersion: 'TLSv1.2' as const },
        ...(internet.ca === undefined ? {} : { ca: internet.ca }),
      },
      resolve,
    );
    asked.on('error', reject);
  });
}

function abortable<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new CannotDownload('too-slow')), { once: true });
    work.then(resolve, reject);
  });
}

async function readAll(response: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) {
      response.destroy();
      throw new CannotDownload('too-large');
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Everything that is not the public internet (RFC 6890 and its IPv6 counterparts). */
const CLOSED = new BlockList();
const CLOSED_V4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/3'],
];
for (const net of CLOSED_V4) CLOSED.addSubnet(net.split('/')[0] ?? '', Number(net.split('/')[1]), 'ipv4');
// All of IPv6 that is not global unicast, and what carries an IPv4 address inside.
const OPEN_V6 = new BlockList();
OPEN_V6.addSubnet('2000::', 3, 'ipv6');
const CARRIERS = new BlockList();
for (const net of ['2001::/32', '2001:db8::/32', '2002::/16']) {
  CARRIERS.addSubnet(net.split('/')[0] ?? '', Number(net.split('/')[1]), 'ipv6');
}

/** True for an address of the public internet. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 4) return !CLOSED.check(address, 'ipv4');
  return isIP(address) === 6 && OPEN_V6.check(address, 'ipv6') && !CARRIERS.check(address, 'ipv6');
}

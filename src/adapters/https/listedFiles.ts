import { lookup } from 'node:dns/promises';
import type { IncomingMessage } from 'node:http';
import { get } from 'node:https';
import { listedAddress } from '../../domain/listedAddress.ts';
import { CannotDownload, type FileDownloads } from '../../ports/fileDownloads.ts';
import { isPublicAddress } from './publicAddress.ts';

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

/** Where files may come from, and how much of them is taken. */
export interface FileSource {
  isListed: (host: string) => boolean;
  mostBytes: number;
  withinMs: number;
  internet: Internet;
}

const MOST_REDIRECTS = 3;

export const THE_INTERNET: Internet = {
  resolve: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
  isPublic: (address) => isPublicAddress(address),
  port: 443,
};

/**
 * Fetches files over https from listed hosts only, without any sign-in of ours. The address of the host is checked and
 * then connected to as checked, so that a name cannot change in between; so is each redirect's.
 */
export function listedFiles(source: FileSource): FileDownloads {
  return {
    download: async (address, signal) => {
      const timeout = AbortSignal.timeout(source.withinMs);
      const either = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
      try {
        return await follow(address, source, either);
      } catch (cause) {
        if (cause instanceof CannotDownload) throw cause;
        throw new CannotDownload(either.aborted ? 'too-slow' : 'fault', { cause });
      }
    },
  };
}

async function follow(first: string, source: FileSource, signal: AbortSignal): Promise<Uint8Array> {
  let address = first;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    const url = listedAddress(address, source.isListed);
    if (url === undefined) throw new CannotDownload('address');
    const response = await request(url, source.internet, signal);
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
    return readAll(response, source.mostBytes);
  }
  throw new CannotDownload('too-many-redirects');
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

async function readAll(response: IncomingMessage, mostBytes: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > mostBytes) {
      response.destroy();
      throw new CannotDownload('too-large');
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

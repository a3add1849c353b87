import type { IncomingHttpHeaders } from 'node:http';

const LOCAL_NAMES = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * True for a request that a program of this machine makes, or a page of this machine. A page from elsewhere that a
 * browser of this machine shows carries its own name, in Origin or, after rebinding its name to 127.0.0.1, in Host.
 */
export function isLocalRequest({ host, origin }: Pick<IncomingHttpHeaders, 'host' | 'origin'>): boolean {
  return isLocalAddress(`http://${host ?? ''}`) && (origin === undefined || isLocalAddress(origin));
}

function isLocalAddress(address: string): boolean {
  return URL.canParse(address) && LOCAL_NAMES.has(new URL(address).hostname);
}

import type { SessionFault } from './recogniserSession.ts';
import { credentialHeader, type SpeechPlace, streamingAddress } from './speechPlace.ts';

const PATIENCE_MS = 5_000;

/**
 * Why no stream opens: a socket does not tell the status it was refused with, a plain request to the same place does.
 */
export async function whyLost(place: SpeechPlace): Promise<SessionFault> {
  const address = new URL(streamingAddress(place).href.replace(/^ws/, 'http'));
  try {
    const headers = await credentialHeader(place);
    const { status } = await fetch(address, { headers, redirect: 'error', signal: AbortSignal.timeout(PATIENCE_MS) });
    if (status === 401 || status === 403) return 'unauthorised';
    return status === 429 ? 'busy' : 'lost';
  } catch {
    return 'lost';
  }
}

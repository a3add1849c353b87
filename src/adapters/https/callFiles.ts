import type { AwaitedFile } from '../../ports/awaitedFiles.ts';
import type { FileDownloads } from '../../ports/fileDownloads.ts';
import { type Internet, listedFiles, THE_INTERNET } from './listedFiles.ts';

/** An hour's call in stereo as uncompressed 16-bit sound has 110 MB. */
const LIMITS = {
  transcript: { mostBytes: 32 * 1024 * 1024, withinMs: 20_000 },
  recording: { mostBytes: 128 * 1024 * 1024, withinMs: 120_000 },
} as const;

/** Fetches transcripts and recordings from where the call platform keeps them, by their kind: these hosts exactly. */
export function callFiles(
  hosts: readonly string[],
  internet: Internet = THE_INTERNET,
): Readonly<Record<AwaitedFile['kind'], FileDownloads>> {
  const isListed = (host: string): boolean => hosts.includes(host);
  return {
    transcript: listedFiles({ isListed, ...LIMITS.transcript, internet }),
    recording: listedFiles({ isListed, ...LIMITS.recording, internet }),
  };
}

import type { FileDownloads } from '../../ports/fileDownloads.ts';
import { type Internet, listedFiles, THE_INTERNET } from './listedFiles.ts';

/** Where Teams keeps the files of chats: SharePoint and OneDrive for work, by cloud (commercial, GCC High, DoD). */
const HOSTS: readonly string[] = ['.sharepoint.com', '.sharepoint.us', '.sharepoint-mil.us'];
const MOST_BYTES = 32 * 1024 * 1024;
const DEADLINE_MS = 20_000;

/** Fetches what people sent into chats, from SharePoint and OneDrive only. */
export function sharePointFiles(internet: Internet = THE_INTERNET): FileDownloads {
  return listedFiles({
    isListed: (host) => HOSTS.some((suffix) => host.endsWith(suffix) && host.length > suffix.length),
    ...{ mostBytes: MOST_BYTES, withinMs: DEADLINE_MS, internet },
  });
}

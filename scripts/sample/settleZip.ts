import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

const SETTLED = '2026-11-02T08:00:00Z';

/** The same Office file with fixed times, so that making it twice gives the same bytes. */
export function settleZip(bytes: Uint8Array): Buffer {
  const settled: Record<string, Uint8Array> = {};
  for (const [name, content] of Object.entries(unzipSync(bytes))) {
    if (name.endsWith('/')) continue;
    settled[name] = name === 'docProps/core.xml' ? strToU8(settleTimes(strFromU8(content))) : content;
  }
  return Buffer.from(zipSync(settled, { mtime: new Date(2026, 10, 2, 8), level: 9 }));
}

function settleTimes(core: string): string {
  return core.replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*</g, `$1${SETTLED}<`);
}

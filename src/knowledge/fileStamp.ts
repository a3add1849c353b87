import { stat } from 'node:fs/promises';

/** Size, times and number of a file: equal as long as nobody has touched it. Undefined when it cannot be looked at. */
export async function fileStamp(path: string): Promise<string | undefined> {
  const info = await stat(path, { bigint: true }).catch(() => undefined);
  return info === undefined ? undefined : [info.size, info.mtimeNs, info.ctimeNs, info.ino].join(' ');
}

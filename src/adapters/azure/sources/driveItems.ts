import { z } from 'zod';
import type { SourceItem, SourcePage, SourceRights } from '../../../ports/knowledgeSource.ts';
import { askGraph, decoded, type GraphAccess } from './graphDrive.ts';

const reference = z.looseObject({ id: z.string().optional(), path: z.string().optional() });
/** An item of Microsoft Graph v1.0 (resources/driveItem), as far as it matters here. */
export const itemSchema = z.looseObject({
  id: z.string().min(1),
  name: z.string().optional(),
  size: z.number().optional(),
  eTag: z.string().optional(),
  lastModifiedDateTime: z.string().optional(),
  webUrl: z.string().optional(),
  file: z.looseObject({}).optional(),
  malware: z.looseObject({}).optional(),
  deleted: z.looseObject({}).optional(),
  root: z.looseObject({}).optional(),
  parentReference: reference.optional(),
});
export type DriveItem = z.infer<typeof itemSchema>;

/** Files among these items with their rights, and what is gone. */
export async function listedItems(
  value: readonly DriveItem[],
  ask: {
    folderOf(item: DriveItem): Promise<string>;
    rightsOf(itemIds: readonly string[]): Promise<ReadonlyMap<string, SourceRights>>;
  },
): Promise<Pick<SourcePage, 'changed' | 'gone'>> {
  // An item may come several times; what is told last holds.
  const latest = [...new Map(value.map((item) => [item.id, item])).values()];
  const gone = latest.filter(({ deleted }) => deleted !== undefined).map(({ id }) => id);
  const files = latest.filter(({ deleted, file, name }) => deleted === undefined && file !== undefined && name !== undefined); // prettier-ignore
  const rights = await ask.rightsOf(files.map(({ id }) => id));
  const changed: SourceItem[] = [];
  for (const item of files) {
    const own = rights.get(item.id);
    if (own === undefined) gone.push(item.id);
    else changed.push({ ...listed(item, await ask.folderOf(item)), ...(item.malware === undefined ? own : INFECTED) });
  }
  return { changed, gone };
}

const INFECTED: SourceRights = { groups: [], notice: 'SharePoint has found malware in it.' };

function listed(
  { id, name = '', size = 0, eTag, lastModifiedDateTime, webUrl }: DriveItem,
  folder: string,
): Omit<SourceItem, 'groups'> {
  // prettier-ignore
  return {
    itemId: id,
    file: `${folder}${name}`,
    version: eTag ?? `${lastModifiedDateTime ?? ''} ${size}`,
    bytes: size,
    ...(webUrl !== undefined && URL.parse(webUrl)?.protocol === 'https:' ? { url: webUrl } : {}),
  };
}

/** "folder/below/" of an item's parent; the delta of SharePoint names it by its id alone. */
export function pathOfParent(
  { driveId, item, folders }: { driveId: string; item: DriveItem; folders: Map<string, Promise<string>> },
  access: GraphAccess,
  signal: AbortSignal,
): Promise<string> {
  const { id, path } = item.parentReference ?? {};
  if (path !== undefined) return Promise.resolve(below(path));
  if (id === undefined) return Promise.resolve('');
  const known = folders.get(id);
  if (known !== undefined) return known;
  const address = `/v1.0/drives/${encodeURIComponent(driveId)}/items/${encodeURIComponent(id)}?$select=id,name,parentReference,root`;
  const asked = askGraph({ address }, { access, shape: itemSchema }, signal).then((folder) =>
    folder.root !== undefined ? '' : `${below(folder.parentReference?.path ?? '')}${folder.name ?? ''}/`,
  );
  folders.set(id, asked);
  return asked;
}

/** "/drives/x/root:/Price%20lists" is "Price lists/". */
function below(path: string): string {
  const inside = decoded(path.slice(path.indexOf(':') + 1)).replace(/^\/+|\/+$/g, '');
  return inside === '' || !path.includes(':') ? '' : `${inside}/`;
}

import { z } from 'zod';
import type { NamedId } from '../../../domain/namedId.ts';
import type { Clock } from '../../../ports/clock.ts';
import { CannotDownload, type FileDownloads } from '../../../ports/fileDownloads.ts';
import {
  CursorExpired,
  ItemGone,
  ItemRefused,
  type KnowledgeSource,
  type SourcePage,
  type SourceRights,
  SourceUnavailable,
} from '../../../ports/knowledgeSource.ts';
import { askSource, bodyOf } from './askSource.ts';
import { askGraph, contentAddress, decoded, findDrive, type GraphAccess, graphAddress, shapeOf } from './graphDrive.ts';
import { type DriveItem, itemSchema, listedItems, pathOfParent } from './driveItems.ts';
import { permissionsOf } from './graphPermissions.ts';
import { rightsFrom } from './itemRights.ts';

/** Which library, and whose groups mean what. */
export interface LibrarySettings {
  /** Address of the library in a browser. */
  library: URL;
  groups: readonly NamedId[];
  access: GraphAccess;
}

export interface LibraryPorts {
  /** From SharePoint's hosts only, within the size of a document, without any sign-in of ours. */
  downloads: FileDownloads;
  clock: Clock;
}

const deltaPage = z.object({
  value: z.array(itemSchema),
  '@odata.nextLink': z.string().optional(),
  '@odata.deltaLink': z.string().optional(),
});

const MOST_BYTES = 32 * 1024 * 1024;
/** A million items; a link that leads in a circle ends here. */
const MOST_PAGES = 5000;

/**
 * A document library of SharePoint by Microsoft Graph v1.0: `GET /drives/{id}/root/delta` tells content and removals,
 * the permissions of each item who may read it. The cursor is Graph's delta link.
 */
export function sharePointLibrary(settings: LibrarySettings, ports: LibraryPorts): KnowledgeSource {
  const { library, access } = settings;
  const sourceId = `sharepoint:${library.hostname}${decoded(library.pathname).replace(/\/+$/, '')}`;
  let driveId: string | undefined;
  const drive = async (signal: AbortSignal): Promise<string> => {
    driveId ??= await findDrive(library, access, signal);
    return driveId;
  };
  const rightsOf = async (itemIds: readonly string[], signal: AbortSignal): Promise<Map<string, SourceRights>> => {
    const permissions = await permissionsOf({ driveId: await drive(signal), itemIds }, access, signal);
    const now = ports.clock.now();
    return new Map([...permissions].map(([itemId, some]) => [itemId, rightsFrom(some, settings.groups, now)]));
  };
  return {
    sourceId,
    name: `SharePoint library ${decoded(library.pathname)}`,
    async *look(cursor, signal): AsyncGenerator<SourcePage> {
      const folders = new Map<string, Promise<string>>();
      const id = await drive(signal);
      const folderOf = (item: DriveItem): Promise<string> =>
        pathOfParent({ driveId: id, item, folders }, access, signal);
      let next = cursor ?? `/v1.0/drives/${encodeURIComponent(id)}/root/delta`;
      for (let pages = 0; pages < MOST_PAGES; pages += 1) {
        const page = await askDelta(next, access, signal);
        const items = await listedItems(page.value, { folderOf, rightsOf: (ids) => rightsOf(ids, signal) });
        const deltaLink = page['@odata.deltaLink'];
        const last = deltaLink === undefined ? {} : { cursor: graphAddress(deltaLink, access) };
        yield { ...items, isWhole: cursor === undefined && deltaLink !== undefined, ...last };
        if (deltaLink !== undefined) return;
        next = page['@odata.nextLink'] ?? '';
        if (next === '') break;
      }
      throw new SourceUnavailable(`${access.service} did not list the library to the end.`);
    },
    rightsOf,
    open: async ({ itemId }, mostBytes, signal) => {
      const path = `/v1.0/drives/${encodeURIComponent(await drive(signal))}/items/${encodeURIComponent(itemId)}/content`;
      const bytes = await download(await contentAddress(path, access, signal), { ports, access }, signal);
      if (bytes.length > mostBytes) throw new ItemRefused('The file is larger than 100 MB; split it.');
      return bytes;
    },
    check: async (signal) => {
      // A library that was deleted and made again has another id.
      driveId = undefined;
      const path = `/v1.0/drives/${encodeURIComponent(await drive(signal))}/root?$select=id`;
      await askGraph({ address: path }, { access, shape: z.looseObject({}) }, signal);
    },
  };
}

async function askDelta(address: string, access: GraphAccess, signal: AbortSignal): Promise<z.infer<typeof deltaPage>> {
  const response = await askSource({ address: graphAddress(address, access) }, access, signal);
  if (response.status === 410) {
    // resyncChangesApplyDifferences or resyncChangesUploadDifferences: what Graph lists anew is the truth for both.
    await response.body?.cancel();
    throw new CursorExpired();
  }
  return shapeOf(await bodyOf(response, access, MOST_BYTES), deltaPage, access);
}

async function download(
  found: { location: string } | { status: number },
  { ports, access }: { ports: LibraryPorts; access: GraphAccess },
  signal: AbortSignal,
): Promise<Uint8Array> {
  if ('status' in found) {
    if (found.status === 404 || found.status === 410) throw new ItemGone();
    throw new ItemRefused(`SharePoint does not hand out the file (${found.status}); open it there to see why.`);
  }
  try {
    return await ports.downloads.download(found.location, signal);
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof CannotDownload)) throw error;
    if (error.reason === 'too-large') throw new ItemRefused('The file is larger than 100 MB; split it.');
    throw new SourceUnavailable(`${access.service} named a place from which a file could not be fetched (${error.reason}).`, { cause: error }); // prettier-ignore
  }
}

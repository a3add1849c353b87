import type { NamedId } from '../../../domain/namedId.ts';
import {
  ItemGone,
  ItemRefused,
  type KnowledgeSource,
  type SourceItem,
  type SourcePage,
  type SourceRights,
  SourceUnavailable,
} from '../../../ports/knowledgeSource.ts';
import { askSource, readWithin, refusalOf, type SourceAccess } from './askSource.ts';
import { decoded } from './graphDrive.ts';
import { blobHeaders, listBlobs, type BlobPlace, type ListedBlob } from './listBlobs.ts';

/** Which container, or which folder in it, and whose groups mean what. */
export interface ContainerSettings {
  container: URL;
  groups: readonly NamedId[];
  access: SourceAccess;
}

/** Names of metadata are C# identifiers, so there is no dash in it. */
const GROUPS = 'earpiece_groups';
/** Stands for every signed-in agent. */
const EVERYBODY = '*';
/** As many as one answer holds at most. */
const PAGE = 5000;
const MOST_PAGES = 1000;
const DOWNLOAD_MS = 120_000;

/**
 * A container of Azure Blob Storage, or a folder in it, by its REST API. Each look lists everything; the metadata
 * `earpiece_groups` of a blob says who may read it, and without that nobody may: overwriting a blob drops its metadata.
 */
export function blobContainer({ container, groups, access }: ContainerSettings): KnowledgeSource {
  const place = placeOf(container);
  const sourceId = `blob:${container.hostname}${container.port === '' ? '' : `:${container.port}`}${decoded(container.pathname).replace(/\/+$/, '')}`;
  return {
    sourceId,
    name: `blob container ${decoded(container.pathname)}`,
    async *look(_cursor, signal): AsyncGenerator<SourcePage> {
      let marker = '';
      for (let pages = 0; pages < MOST_PAGES; pages += 1) {
        const { blobs, nextMarker } = await listBlobs({ ...place, marker, most: PAGE }, access, signal);
        const files = blobs.filter(({ metadata }) => metadata.hdi_isfolder !== 'true');
        const changed = files.map((blob) => itemFrom(blob, place.prefix, groups));
        yield { changed, gone: [], isWhole: nextMarker === '' };
        if (nextMarker === '') return;
        marker = nextMarker;
      }
      throw new SourceUnavailable(`${access.service} did not list the container to the end.`);
    },
    open: async ({ itemId, version }, mostBytes, signal) => {
      const address = `${place.container}/${itemId.split('/').map(encodeURIComponent).join('/')}`;
      // Another version may be meant for others: the next look tells.
      const headers = { ...blobHeaders(), 'if-match': /^"/.test(version) ? version : `"${version}"` };
      const response = await askSource({ address, headers, withinMs: DOWNLOAD_MS }, access, signal);
      if (response.status === 200) return readWithin(response, access, mostBytes);
      if (response.status === 409) {
        await response.body?.cancel();
        throw new ItemRefused('The blob is archived; bring it back to the cool or hot tier.');
      }
      const refusal = await refusalOf(response, access);
      throw [404, 412].includes(response.status) ? new ItemGone() : refusal;
    },
    check: async (signal) => {
      await listBlobs({ ...place, marker: '', most: 1 }, access, signal);
    },
  };
}

function placeOf({ origin, pathname }: URL): BlobPlace {
  const [, name = '', ...folders] = decoded(pathname).split('/');
  const prefix = folders.filter(Boolean).join('/');
  return { container: `${origin}/${name}`, prefix: prefix === '' ? '' : `${prefix}/` };
}

function itemFrom({ name, etag, bytes, metadata }: ListedBlob, prefix: string, groups: readonly NamedId[]): SourceItem {
  return { itemId: name, file: name.slice(prefix.length), version: etag, bytes, ...rightsBy(metadata[GROUPS], groups) };
}

/** Names of groups as in knowledge.json, or ids of Entra groups that GROUP_MAP names. */
function rightsBy(given: string | undefined, groups: readonly NamedId[]): SourceRights {
  if (given === undefined) return { groups: [], notice: `It has no metadata ${GROUPS}.` };
  if (given.trim() === EVERYBODY) return { groups: null };
  const parts = given
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  const names = parts.flatMap((part) => {
    const named = groups.filter(({ id }) => id === part.toLowerCase()).map(({ name }) => name);
    return named.length === 0 ? [part] : named;
  });
  return { groups: [...new Set(names)].sort() };
}

import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';
import { SourceUnavailable } from '../../../ports/knowledgeSource.ts';
import { askSource, bodyOf, type SourceAccess } from './askSource.ts';

/** A blob as it is listed. */
export interface ListedBlob {
  name: string;
  etag: string;
  bytes: number;
  /** Values by the names in lower case. */
  metadata: Readonly<Record<string, string>>;
}

/** Which blobs. */
export interface BlobPlace {
  /** Address of the container. */
  container: string;
  /** Beginning of their names; empty for all. */
  prefix: string;
}

/** The version this was written against; any from 2017-11-09 on takes tokens. */
const SERVICE_VERSION = '2023-11-03';
/** As many as come at once, with long names and metadata. */
const MOST_BYTES = 64 * 1024 * 1024;

const text = z.union([z.string(), z.object({ '#text': z.string(), '@Encoded': z.string().optional() })]);
const blobSchema = z.looseObject({
  Name: text,
  Properties: z.looseObject({ Etag: z.string().min(1), 'Content-Length': z.string().optional() }),
  Metadata: z.union([z.literal(''), z.record(z.string(), z.unknown())]).optional(),
});
const resultSchema = z.looseObject({
  EnumerationResults: z.looseObject({
    Blobs: z.union([z.string(), z.looseObject({ Blob: z.array(blobSchema).optional() })]),
    NextMarker: z.string().optional(),
  }),
});

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  trimValues: false,
  isArray: (name) => name === 'Blob',
});

/** What every request takes (x-ms-date as RFC 1123). */
export function blobHeaders(): Record<string, string> {
  return { 'x-ms-version': SERVICE_VERSION, 'x-ms-date': new Date().toUTCString() };
}

/** One page of List Blobs. Throws SourceUnavailable. */
export async function listBlobs(
  { container, prefix, marker, most }: BlobPlace & { marker: string; most: number },
  access: SourceAccess,
  signal: AbortSignal,
): Promise<{ blobs: ListedBlob[]; nextMarker: string }> {
  const query = new URLSearchParams({ restype: 'container', comp: 'list', include: 'metadata', maxresults: `${most}` });
  if (prefix !== '') query.set('prefix', prefix);
  if (marker !== '') query.set('marker', marker);
  const request = { address: `${container}?${query.toString()}`, headers: blobHeaders() };
  const body = await bodyOf(await askSource(request, access, signal), access, MOST_BYTES);
  const { Blobs, NextMarker = '' } = parseList(body, access).EnumerationResults;
  const blobs = typeof Blobs === 'string' ? [] : (Blobs.Blob ?? []);
  return { blobs: blobs.map(blobFrom), nextMarker: NextMarker };
}

function parseList(body: Buffer, { service }: SourceAccess): z.infer<typeof resultSchema> {
  const xml = body.toString('utf8').replace(/^\uFEFF/, '');
  try {
    if (/<!(?:DOCTYPE|ENTITY)/i.test(xml)) throw new Error('it declares entities');
    return resultSchema.parse(parser.parse(xml));
  } catch (cause) {
    throw new SourceUnavailable(`${service} answered something else than was asked for.`, { cause });
  }
}

function blobFrom({ Name, Properties, Metadata }: z.infer<typeof blobSchema>): ListedBlob {
  const metadata = Object.entries(typeof Metadata === 'object' ? Metadata : {});
  return {
    // A name with characters that XML cannot hold comes percent-encoded.
    name: typeof Name === 'string' ? Name : Name['@Encoded'] === 'true' ? decodeURIComponent(Name['#text']) : Name['#text'], // prettier-ignore
    etag: Properties.Etag,
    bytes: Number(Properties['Content-Length'] ?? 0),
    metadata: Object.fromEntries(
      metadata.flatMap(([name, value]) => (typeof value === 'string' ? [[name.toLowerCase(), value]] : [])),
    ),
  };
}

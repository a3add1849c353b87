import { z } from 'zod';
import { SourceUnavailable } from '../../../ports/knowledgeSource.ts';
import { askSource, bodyOf, refusalOf, type SourceAccess, type SourceRequest } from './askSource.ts';

/** Where Microsoft Graph is, and how it is asked. */
export interface GraphAccess extends SourceAccess {
  /** Such as https://graph.microsoft.com */
  graphUrl: string;
}

const drives = z.object({
  value: z.array(z.object({ id: z.string().min(1), webUrl: z.string() })),
  '@odata.nextLink': z.string().optional(),
});

/** A page of JSON is a few hundred kilobytes long. */
const MOST_BYTES = 32 * 1024 * 1024;
const MOST_PAGES = 100;

/** JSON of Microsoft Graph in this shape. Throws SourceUnavailable. */
export async function askGraph<Shape>(
  request: SourceRequest,
  { access, shape }: { access: GraphAccess; shape: z.ZodType<Shape> },
  signal: AbortSignal,
): Promise<Shape> {
  const response = await askSource({ ...request, address: graphAddress(request.address, access) }, access, signal);
  return shapeOf(await bodyOf(response, access, MOST_BYTES), shape, access);
}

/** The JSON of a body in this shape. Throws SourceUnavailable. */
export function shapeOf<Shape>(body: Buffer, shape: z.ZodType<Shape>, { service }: SourceAccess): Shape {
  try {
    return shape.parse(JSON.parse(body.toString('utf8')));
  } catch (cause) {
    throw new SourceUnavailable(`${service} answered something else than was asked for.`, { cause });
  }
}

/** An address of Graph itself; our token goes nowhere else, whatever a link says. Throws SourceUnavailable. */
export function graphAddress(address: string, { graphUrl, service }: GraphAccess): string {
  const url = URL.parse(address, graphUrl);
  if (url === null || url.origin !== new URL(graphUrl).origin) {
    throw new SourceUnavailable(`${service} named an address that is not its own.`);
  }
  return url.href;
}

/**
 * Id of the document library with this address in a browser, such as https://contoso.sharepoint.com/sites/kb/Manuals:
 * `GET /sites/{host}:/{path}:/drives`. Throws SourceUnavailable.
 */
export async function findDrive(library: URL, access: GraphAccess, signal: AbortSignal): Promise<string> {
  const site = /^\/(?:sites|teams)\/[^/]+/i.exec(library.pathname)?.[0];
  const place = site === undefined ? library.hostname : `${library.hostname}:${site}:`;
  let next: string | undefined = `/v1.0/sites/${place}/drives?$select=id,name,webUrl`;
  for (let pages = 0; next !== undefined && pages < MOST_PAGES; pages += 1) {
    const page: z.infer<typeof drives> = await askGraph({ address: next }, { access, shape: drives }, signal);
    const found = page.value.find(({ webUrl }) => plainPath(webUrl) === plainPath(library.href));
    if (found !== undefined) return found.id;
    next = page['@odata.nextLink'];
  }
  throw new SourceUnavailable(
    `The site has no library ${library.pathname}: copy the address of the library's start page into SHAREPOINT_LIBRARIES.`,
  );
}

/** Where the content of an item can be fetched without a token, or the status that stands in its way. */
export async function contentAddress(
  path: string,
  access: GraphAccess,
  signal: AbortSignal,
): Promise<{ location: string } | { status: number }> {
  const response = await askSource({ address: graphAddress(path, access) }, access, signal);
  const { status } = response;
  const location = response.headers.get('location');
  if (status === 302 && location !== null) {
    await response.body?.cancel();
    return { location };
  }
  if (status === 401 || status >= 500) throw await refusalOf(response, access);
  await response.body?.cancel();
  return { status };
}

function plainPath(address: string): string {
  const url = URL.parse(address);
  if (url === null) return '';
  return decoded(`${url.hostname}${url.pathname}`).replace(/\/+$/, '').toLowerCase();
}

/** Percent signs undone where they stand for something. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

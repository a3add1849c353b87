import { z } from 'zod';

const addresses = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
);

/** Settings that name places outside this house whose documents are followed. */
export const sourceSettings = {
  SHAREPOINT_LIBRARIES: addresses
    .optional()
    .describe(
      'Document libraries of SharePoint to follow, by their addresses in a browser, comma separated; GROUP_MAP names the groups that may read.',
    ),
  BLOB_CONTAINERS: addresses
    .optional()
    .describe(
      'Containers of Azure Blob Storage to follow, comma separated, such as https://name.blob.core.windows.net/knowledge, or a folder in one.',
    ),
  SOURCES_EVERY_MINUTES: z.coerce
    .number()
    .min(1)
    .max(240)
    .default(5)
    .describe('Minutes between two looks at such a place: what somebody lost there is gone here after as many.'),
};

/** Which places, and how often they are looked at. */
export interface SourcePlaces {
  libraries: readonly URL[];
  containers: readonly URL[];
  everyMs: number;
}

/** Where SharePoint is, by cloud (commercial, GCC High, DoD). */
const SHAREPOINT_HOSTS: readonly string[] = ['.sharepoint.com', '.sharepoint.us', '.sharepoint-mil.us'];

/** Where Blob Storage is, by cloud; our token is shown to nobody else. */
const BLOB_HOSTS: readonly string[] = ['.blob.core.windows.net', '.blob.core.usgovcloudapi.net'];

type Values = Partial<z.infer<z.ZodObject<typeof sourceSettings>>>;

/** The places that the settings name; adds a sentence to `problems` for each that cannot be one. */
export function readSources(values: Values, problems: string[]): SourcePlaces {
  const libraries = (values.SHAREPOINT_LIBRARIES ?? []).flatMap((address) => {
    const url = plainHttps(address);
    if (url !== undefined && isSharePoint(url.hostname) && url.pathname !== '/' && url.search === '') return [url];
    problems.push(
      `SHAREPOINT_LIBRARIES holds ${shown(address)}, which is no library: name it as https://contoso.sharepoint.com/sites/site/library.`,
    );
    return [];
  });
  const containers = (values.BLOB_CONTAINERS ?? []).flatMap((address) => {
    const url = plainHttps(address);
    if (
      url !== undefined &&
      isAmong(BLOB_HOSTS, url.hostname) &&
      /^\/[a-z0-9$-]+(\/|$)/.test(url.pathname) &&
      url.search === ''
    )
      return [url];
    // A SAS stands behind a question mark and is a secret.
    problems.push(
      `BLOB_CONTAINERS holds ${shown(address)}, which is no container: name it as https://name.blob.core.windows.net/container, without a SAS.`,
    );
    return [];
  });
  return { libraries, containers, everyMs: (values.SOURCES_EVERY_MINUTES ?? 5) * 60_000 };
}

/** True for a host from which SharePoint hands out files. */
export function isSharePoint(host: string): boolean {
  return isAmong(SHAREPOINT_HOSTS, host);
}

function isAmong(suffixes: readonly string[], host: string): boolean {
  return suffixes.some((suffix) => host.endsWith(suffix) && host.length > suffix.length);
}

function plainHttps(address: string): URL | undefined {
  const url = URL.parse(address);
  if (url?.protocol !== 'https:' || url.username !== '' || url.port !== '' || url.hash !== '') return undefined;
  return url;
}

function shown(address: string): string {
  return `"${address.split('?')[0]}"`;
}

import { azureCredential } from '../adapters/azure/azureCredential.ts';
import { blobContainer } from '../adapters/azure/sources/blobContainer.ts';
import { sharePointLibrary } from '../adapters/azure/sources/sharePointLibrary.ts';
import { blobAdvice, graphAdvice } from '../adapters/azure/sources/sourceAdvice.ts';
import { listedFiles, THE_INTERNET } from '../adapters/https/listedFiles.ts';
import type { Clock } from '../ports/clock.ts';
import type { KnowledgeSource } from '../ports/knowledgeSource.ts';
import type { Cloud } from './clouds.ts';
import type { Config } from './config.ts';
import { isSharePoint } from './sourceSettings.ts';

const BLOB_SCOPE = 'https://storage.azure.com/.default';
/** As much as any document may have. */
const MOST_BYTES = 100 * 1024 * 1024;
const DOWNLOAD_MS = 120_000;

/** The places whose documents are followed. `identity` is the client id of a managed identity. Asks nothing yet. */
export async function openSources(
  { sources, signIn }: Pick<Config, 'sources' | 'signIn'>,
  { identity, cloud }: { identity: string | undefined; cloud: Cloud },
  ports: { clock: Clock },
): Promise<KnowledgeSource[]> {
  const { libraries, containers } = sources;
  if (libraries.length + containers.length === 0) return [];
  const credential = await azureCredential(identity);
  const tokenFor = (scope: string) => async () => {
    const token = await credential.getToken(scope);
    if (token === null) throw new Error('no token');
    return token.token;
  };
  const groups = signIn?.groups ?? [];
  const limits = { mostBytes: MOST_BYTES, withinMs: DOWNLOAD_MS };
  const downloads = listedFiles({ isListed: isSharePoint, ...limits, internet: THE_INTERNET });
  const { graphUrl } = cloud;
  const graph = {
    service: 'Microsoft Graph',
    graphUrl,
    token: tokenFor(`${graphUrl}/.default`),
    adviceFor: graphAdvice,
  };
  const blob = { service: 'Azure Blob Storage', token: tokenFor(BLOB_SCOPE), adviceFor: blobAdvice };
  return [
    ...libraries.map((library) => sharePointLibrary({ library, groups, access: graph }, { ...ports, downloads })),
    ...containers.map((container) => blobContainer({ container, groups, access: blob })),
  ];
}

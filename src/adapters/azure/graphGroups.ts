import { z } from 'zod';
import { DirectoryUnavailable } from '../../ports/directory.ts';

/** Where Microsoft Graph is asked, and as which application. */
export interface GraphSettings {
  clientId: string;
  clientSecret: string;
  loginUrl: string;
  graphUrl: string;
}

/** The person on whose behalf Graph is asked. */
interface Person {
  /** Their access token for our app registration. */
  token: string;
  tenantId: string;
}

const grant = z.object({ access_token: z.string().min(1) });
const page = z.object({
  value: z.array(z.object({ id: z.string() })),
  '@odata.nextLink': z.string().optional(),
});

/** 100 pages of 999: more groups than Entra ID allows anybody to be in. */
const MOST_PAGES = 100;

/**
 * Ids of all groups the person is in, also through other groups: `GET /me/transitiveMemberOf` (Microsoft Graph v1.0,
 * delegated permission User.Read) with a token got on their behalf (OAuth 2.0 jwt-bearer grant, RFC 7523).
 * Throws DirectoryUnavailable.
 */
export async function graphGroups(person: Person, settings: GraphSettings, signal: AbortSignal): Promise<string[]> {
  const accessToken = await onBehalfOf(person, settings, signal);
  const ids: string[] = [];
  let next: string | undefined = `${settings.graphUrl}/v1.0/me/transitiveMemberOf?$select=id&$top=999`;
  for (let pages = 0; next !== undefined; pages += 1) {
    // Half a list would be taken for all of it, and the token goes nowhere but to Graph.
    if (pages === MOST_PAGES || new URL(next).origin !== new URL(settings.graphUrl).origin) {
      throw new DirectoryUnavailable('Microsoft Graph did not list groups to the end.');
    }
    const headers = { authorization: `Bearer ${accessToken}`, accept: 'application/json' };
    const found: z.infer<typeof page> = await request(next, { headers, signal }, page);
    ids.push(...found.value.map(({ id }) => id));
    next = found['@odata.nextLink'];
  }
  return ids;
}

async function onBehalfOf({ token, tenantId }: Person, settings: GraphSettings, signal: AbortSignal): Promise<string> {
  const body = new URLSearchParams({
    grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
    client_id: settings.clientId,
    client_secret: settings.clientSecret,
    assertion: token,
    scope: `${settings.graphUrl}/User.Read`,
    requested_token_use: 'on_behalf_of',
  });
  const address = `${settings.loginUrl}/${tenantId}/oauth2/v2.0/token`;
  return (await request(address, { method: 'POST', body, signal }, grant)).access_token;
}

async function request<Shape>(address: string, init: RequestInit, shape: z.ZodType<Shape>): Promise<Shape> {
  const { host } = new URL(address);
  try {
    const response = await fetch(address, { ...init, redirect: 'error' });
    if (!response.ok) {
      await response.body?.cancel();
      // Not what the server says: it may repeat the token.
      throw new DirectoryUnavailable(
        `${host} answered ${response.status}: check AAD_APP_CLIENT_SECRET and the permission User.Read.`,
      );
    }
    return shape.parse(await response.json());
  } catch (error) {
    if (error instanceof DirectoryUnavailable) throw error;
    throw new DirectoryUnavailable(`${host} did not answer as it should.`, { cause: error });
  }
}

import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The endpoint from which App Service and Container Apps give a program tokens of its managed identity. */
export interface IdentityEndpoint {
  /** Client ids that tokens were given for. */
  asked: (string | null)[];
  /** Requests that broke the contract, in a few words. */
  broken: string[];
}

/** The token it gives to every identity. */
export const BOT_TOKEN = 'bot-token';

const IDENTITY_HEADER = 'identity-header';
let running: Promise<IdentityEndpoint> | undefined;

/** Puts the endpoint into the environment: one for the whole run, because the SDK looks for it once per process. */
export function identityEndpoint(): Promise<IdentityEndpoint> {
  running ??= start();
  return running;
}

async function start(): Promise<IdentityEndpoint> {
  const endpoint: IdentityEndpoint = { asked: [], broken: [] };
  const server = createServer((request, response) => {
    const refusal = refusalOf(request);
    const query = queryOf(request);
    if (refusal === undefined) endpoint.asked.push(query.get('client_id'));
    else endpoint.broken.push(refusal);
    const expires = String(Math.floor(Date.now() / 1000) + 86_400);
    const granted = {
      access_token: BOT_TOKEN,
      expires_on: expires,
      resource: query.get('resource'),
      token_type: 'Bearer',
    };
    response.writeHead(refusal === undefined ? 200 : 400, { 'content-type': 'application/json' });
    response.end(JSON.stringify(refusal === undefined ? granted : { error: refusal }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  const { port } = server.address() as AddressInfo;
  process.env.IDENTITY_ENDPOINT = `http://127.0.0.1:${port}/msi/token`;
  process.env.IDENTITY_HEADER = IDENTITY_HEADER;
  return endpoint;
}

// https://learn.microsoft.com/azure/app-service/overview-managed-identity, "REST endpoint reference", 2019-08-01.
function refusalOf(request: IncomingMessage): string | undefined {
  const query = queryOf(request);
  if (request.method !== 'GET') return 'method';
  if (request.headers['x-identity-header'] !== IDENTITY_HEADER) return 'identity header';
  if (query.get('api-version') !== '2019-08-01') return 'api-version';
  if (!/^[0-9a-f-]{36}$/.test(query.get('client_id') ?? '')) return 'client id';
  if (!RESOURCES.has(query.get('resource') ?? '')) return 'resource';
  return undefined;
}

/** Whom the bot's identity shows itself to here. */
const RESOURCES: ReadonlySet<string> = new Set([
  'https://api.botframework.com',
  'https://ossrdbms-aad.database.windows.net',
  'https://contoso-events.servicebus.windows.net',
]);

function queryOf(request: IncomingMessage): URLSearchParams {
  return new URL(request.url ?? '/', 'http://127.0.0.1').searchParams;
}

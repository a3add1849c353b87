import { generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import jwt from 'jsonwebtoken';
import { LOCAL_SERVICE_HOSTS } from '../../src/teams/admitActivity.ts';
import { BOT_TOKEN, identityEndpoint } from './identityEndpoint.ts';
import type { Cloud } from '../../src/wiring/clouds.ts';

/** A person as Entra ID knows them. */
export interface EntraPerson {
  agentId: string;
  name?: string;
  groupIds?: readonly string[];
  /** More claims of their tokens, or others. */
  claims?: object;
}

/** Bot Framework, Entra ID, the token service and Microsoft Graph on this machine. */
export interface Entra {
  url: string;
  cloud: Cloud;
  botId: string;
  tenantId: string;
  clientId: string;
  clientSecret: string;
  /** Settings of a house that stands in this cloud. */
  environment: NodeJS.ProcessEnv;
  /** A token that Teams comes with. */
  channelToken(serviceUrl: string, over?: TokenChanges): string;
  /** An access token of a person for our app registration. */
  userToken(person: EntraPerson, over?: TokenChanges): string;
  /** Lets the token service have this token of the person with this Teams id. */
  signIn(userId: string, token: string): void;
  signOut(userId: string): void;
  /** Token that `signin/tokenExchange` is exchanged for, by the token that Teams sends. */
  exchanges: Map<string, string>;
  /** Codes of the sign-in page, and the token each stands for. */
  codes: Map<string, string>;
  /** Ids of all groups of a person, for Graph. */
  graphGroups: Map<string, readonly string[]>;
  /** Host of Graph's links to the next page; its own when left out. */
  nextLinkHost?: string;
  /** Requests as they came, "GET /path". */
  calls: string[];
  /** Requests that broke the contract, in a few words. */
  broken: string[];
  /** Answers of parts of this cloud, by the start of their path, instead of what they should say. */
  faults: Map<string, number | 'hang'>;
  close(): Promise<void>;
}

/** What is wrong with a token, or merely different. */
export interface TokenChanges {
  claims?: object;
  issuer?: string;
  audience?: string;
  expiresInSeconds?: number;
  notBeforeSeconds?: number;
  key?: 'unknown' | 'other';
  algorithm?: 'none' | 'HS256';
}

const GRAPH_PAGE = 2;

const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const otherKeys = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** Starts it all on a free port; the bot's own tokens come from `identityEndpoint`. */
export async function startEntra(): Promise<Entra> {
  await identityEndpoint();
  const [botId, tenantId, clientId] = [randomUUID(), randomUUID(), randomUUID()];
  const clientSecret = 'client-secret-canary';
  const sessions = new Map<string, string>();
  const server = createServer((request, response) => {
    void readBody(request).then((body) => answer({ request, response, body }, entra, sessions));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const entra: Entra = {
    url,
    cloud: cloudAt(url),
    botId,
    tenantId,
    clientId,
    clientSecret,
    environment: {
      HOST: '127.0.0.1',
      BOT_ID: botId,
      BOT_TYPE: 'UserAssignedMsi',
      BOT_TENANT_ID: tenantId,
      AAD_APP_CLIENT_ID: clientId,
      AAD_APP_CLIENT_SECRET: clientSecret,
      DATA_KEY: `main:${Buffer.alloc(32, 7).toString('base64')}`,
    },
    channelToken: (serviceUrl, over = {}) =>
      sign({ serviceurl: serviceUrl }, { issuer: 'https://api.botframework.com', audience: botId }, over),
    userToken: ({ agentId, name = 'Rita Novak', groupIds = [], claims }, over = {}) =>
      sign(
        { oid: agentId, tid: tenantId, name, groups: groupIds, amr: ['pwd'], ver: '2.0', ...claims },
        { issuer: `${url}/${tenantId}/v2.0`, audience: clientId },
        over,
      ),
    signIn: (userId, token) => void sessions.set(userId, token),
    signOut: (userId) => void sessions.delete(userId),
    exchanges: new Map(),
    codes: new Map(),
    graphGroups: new Map(),
    calls: [],
    broken: [],
    faults: new Map(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return entra;
}

function cloudAt(url: string): Cloud {
  return {
    botFramework: {
      ValidateAuthority: 'false',
      ToChannelFromBotLoginUrl: `${url}/botframework.com`,
      ToChannelFromBotOAuthScope: 'https://api.botframework.com',
      ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
      OAuthUrl: url,
      ToBotFromChannelOpenIdMetadataUrl: `${url}/channel/.well-known/openidconfiguration`,
      ToBotFromEmulatorOpenIdMetadataUrl: `${url}/channel/.well-known/openidconfiguration`,
      CallerId: 'urn:botframework:azure',
    },
    tokenIssuer: 'https://api.botframework.com',
    serviceHosts: LOCAL_SERVICE_HOSTS,
    loginUrl: url,
    graphUrl: url,
    acsConfigurationUrl: `${url}/acs/.well-known/acsopenidconfiguration`,
  };
}

function sign(claims: object, to: { issuer: string; audience: string }, over: TokenChanges): string {
  const now = Math.floor(Date.now() / 1000);
  const payload = {
    iss: over.issuer ?? to.issuer,
    aud: over.audience ?? to.audience,
    nbf: now + (over.notBeforeSeconds ?? -10),
    exp: now + (over.expiresInSeconds ?? 600),
    ...claims,
    ...over.claims,
  };
  if (over.algorithm === 'none') return jwt.sign(payload, '', { algorithm: 'none', keyid: 'k1' });
  if (over.algorithm === 'HS256') return jwt.sign(payload, publicPem(), { algorithm: 'HS256', keyid: 'k1' });
  const key: KeyObject = over.key === 'other' ? otherKeys.privateKey : keys.privateKey;
  return jwt.sign(payload, key, { algorithm: 'RS256', keyid: over.key === 'unknown' ? 'k9' : 'k1' });
}

/** What an attacker signs with who hopes that the key's kind is not looked at. */
function publicPem(): string {
  return keys.publicKey.export({ type: 'spki', format: 'pem' }) as string;
}

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  body: string;
}

function answer({ request, response, body }: Exchange, entra: Entra, sessions: Map<string, string>): void {
  const { pathname, searchParams } = new URL(request.url ?? '/', entra.url);
  entra.calls.push(`${request.method} ${pathname}`);
  const fault = [...entra.faults].find(([path]) => pathname.startsWith(path))?.[1];
  if (fault === 'hang') return;
  const asked = { request, pathname, query: searchParams, body, entra, sessions };
  const reply = fault === undefined ? replyTo(asked) : { status: fault, body: { error: 'planted' } };
  response.writeHead(reply.status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(reply.body));
}

interface Asked {
  request: IncomingMessage;
  pathname: string;
  query: URLSearchParams;
  body: string;
  entra: Entra;
  sessions: Map<string, string>;
}

type Reply = { status: number; body: object };

function replyTo(asked: Asked): Reply {
  const { pathname, entra } = asked;
  const jwk = { ...keys.publicKey.export({ format: 'jwk' }), kid: 'k1', use: 'sig', alg: 'RS256' };
  if (pathname === '/channel/.well-known/openidconfiguration') {
    const signed = { id_token_signing_alg_values_supported: ['RS256'] };
    return ok({ issuer: 'https://api.botframework.com', jwks_uri: `${entra.url}/channel/keys`, ...signed });
  }
  if (pathname === '/channel/keys') return ok({ keys: [{ ...jwk, endorsements: ['msteams'] }] });
  if (pathname === `/${entra.tenantId}/discovery/v2.0/keys`) return ok({ keys: [jwk] });
  if (pathname === `/${entra.tenantId}/oauth2/v2.0/token`) return onBehalfOf(asked);
  if (pathname === '/v1.0/me/transitiveMemberOf') return memberOf(asked);
  if (pathname.startsWith('/api/')) return tokenService(asked);
  return broken(asked, 404, 'unknown path');
}

function ok(body: object): Reply {
  return { status: 200, body };
}

function broken({ entra, pathname }: Asked, status: number, what: string): Reply {
  entra.broken.push(`${pathname}: ${what}`);
  return { status, body: { error: what } };
}

// https://learn.microsoft.com/entra/identity-platform/v2-oauth2-on-behalf-of-flow
function onBehalfOf(asked: Asked): Reply {
  const { body, entra } = asked;
  const form = new URLSearchParams(body);
  const expected = {
    grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
    client_id: entra.clientId,
    client_secret: entra.clientSecret,
    scope: `${entra.url}/User.Read`,
    requested_token_use: 'on_behalf_of',
  };
  for (const [name, value] of Object.entries(expected)) {
    if (form.get(name) !== value) return broken(asked, 400, name);
  }
  const claims = jwt.decode(form.get('assertion') ?? '') as { oid?: string } | null;
  if (claims?.oid === undefined) return broken(asked, 400, 'assertion');
  return ok({ token_type: 'Bearer', expires_in: 3600, scope: 'User.Read', access_token: `graph-${claims.oid}` });
}

// https://learn.microsoft.com/graph/api/user-list-transitivememberof
function memberOf(asked: Asked): Reply {
  const { request, query, entra } = asked;
  const agentId = /^Bearer graph-(.+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (agentId === undefined) return broken(asked, 401, 'bearer token');
  const ids = entra.graphGroups.get(agentId) ?? [];
  const start = Number(query.get('$skiptoken') ?? 0);
  const more = start + GRAPH_PAGE < ids.length;
  const next = `${entra.nextLinkHost ?? entra.url}/v1.0/me/transitiveMemberOf?$select=id&$skiptoken=${start + GRAPH_PAGE}`;
  return ok({
    value: ids.slice(start, start + GRAPH_PAGE).map((id) => ({ '@odata.type': '#microsoft.graph.group', id })),
    ...(more ? { '@odata.nextLink': next } : {}),
  });
}

// https://learn.microsoft.com/azure/bot-service/bot-builder-concept-sso, as botframework-connector calls it.
function tokenService(asked: Asked): Reply {
  const { request, pathname, query, entra, sessions } = asked;
  if (request.headers.authorization !== `Bearer ${BOT_TOKEN}`) return broken(asked, 401, 'bearer token');
  if (pathname === '/api/botsignin/GetSignInResource') {
    const state = JSON.parse(Buffer.from(query.get('state') ?? '', 'base64').toString()) as { msAppId?: string };
    if (state.msAppId !== entra.botId) return broken(asked, 400, 'state');
    const uri = `api://botid-${entra.botId}`;
    return ok({
      signInLink: 'https://token.botframework.com/api/oauth/signin?signin=abc',
      tokenExchangeResource: { id: 'exchange-1', uri, providerId: 'provider-1' },
    });
  }
  if (query.get('connectionName') !== 'earpiece-sign-in') return broken(asked, 400, 'connection');
  if (query.get('channelId') !== 'msteams') return broken(asked, 400, 'channel');
  const userId = query.get('userId') ?? '';
  const found = tokenFor(asked);
  if (found === undefined) return { status: 404, body: {} };
  sessions.set(userId, found);
  return ok({ channelId: 'msteams', connectionName: 'earpiece-sign-in', token: found });
}

function tokenFor({ pathname, query, body, entra, sessions }: Asked): string | undefined {
  const userId = query.get('userId') ?? '';
  if (pathname === '/api/usertoken/exchange') {
    return entra.exchanges.get((JSON.parse(body) as { token?: string }).token ?? '');
  }
  const code = query.get('code') ?? '';
  return code === '' ? sessions.get(userId) : entra.codes.get(code);
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

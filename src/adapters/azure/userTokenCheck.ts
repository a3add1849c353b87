import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { DirectoryUnavailable } from '../../ports/directory.ts';
import type { UserClaims } from './agentOf.ts';

/** Whose tokens count. */
export interface TokenSettings {
  /** The app registration that tokens must be for. */
  clientId: string;
  /** Bots' app registrations go by api://botid-<bot id> too. */
  botId: string;
  /** Entra tenants whose people count. */
  tenants: readonly string[];
  /** Where Entra ID is, such as https://login.microsoftonline.com */
  loginUrl: string;
  /** Authentication context that stands for a second factor in version 2 tokens, such as c1. */
  mfaContext?: string | undefined;
}

/** A token that does not count; the message says why, and nothing of the token. */
export class TokenRefused extends Error {
  override name = 'TokenRefused';
}

const CLOCK_SKEW_SECONDS = 60;
const KEYS_TIMEOUT_MS = 2000;
/** Issuer of version 1 tokens, in every cloud. */
const V1_ISSUER = 'https://sts.windows.net';

/**
 * Checks people's access tokens: signature by the tenant's keys, issuer, audience, tenant, and time
 * (https://learn.microsoft.com/entra/identity-platform/access-tokens, versions 1.0 and 2.0).
 */
export function userTokenCheck(settings: TokenSettings): (token: string, now: Date) => Promise<UserClaims> {
  const { clientId, botId, loginUrl } = settings;
  const audience = [clientId, `api://${clientId}`, `api://botid-${botId}`].map((one) => one.toLowerCase());
  const tenants = settings.tenants.map((tenant) => {
    const id = tenant.toLowerCase();
    const keys = createRemoteJWKSet(new URL(`${loginUrl}/${id}/discovery/v2.0/keys`), {
      timeoutDuration: KEYS_TIMEOUT_MS,
    });
    return { id, keys, issuers: [`${loginUrl}/${id}/v2.0`, `${V1_ISSUER}/${id}/`] };
  });
  return async (token, now) => {
    const tenant = tenants.find(({ id }) => id === tenantIn(token));
    if (tenant === undefined) throw new TokenRefused('The token is of a tenant that is not allowed.');
    const { keys, issuers: issuer } = tenant;
    const claims = await verified(token, keys, { issuer, audience, now });
    if (lowerCase(claims.tid) !== tenant.id) throw new TokenRefused('The token is of another tenant than it says.');
    return readClaims(claims, settings.mfaContext);
  };
}

/** Which tenant's keys to check with; believed only once they fit. */
function tenantIn(token: string): string | undefined {
  try {
    const payload = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as unknown;
    return lowerCase((payload as { tid?: unknown } | null)?.tid);
  } catch {
    // No token at all: no tenant has it.
    return undefined;
  }
}

async function verified(
  token: string,
  keys: JWTVerifyGetKey,
  expected: { issuer: string[]; audience: string[]; now: Date },
): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      issuer: expected.issuer,
      audience: expected.audience,
      algorithms: ['RS256'],
      clockTolerance: CLOCK_SKEW_SECONDS,
      requiredClaims: ['exp', 'nbf', 'oid', 'tid'],
      currentDate: expected.now,
    });
    return payload;
  } catch (error) {
    const isRefusal =
      error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout || isKeySetFault(error));
    if (isRefusal) throw new TokenRefused(`The token was refused: ${error.code}.`);
    throw new DirectoryUnavailable('The keys that sign people’s tokens could not be read: check the way to Entra ID.', {
      cause: error,
    });
  }
}

/** jose says so with its plainest error when the key set's address answers with anything but 200. */
function isKeySetFault(error: errors.JOSEError): boolean {
  return error.code === 'ERR_JOSE_GENERIC' || error instanceof errors.JWKSInvalid;
}

function readClaims(claims: JWTPayload, mfaContext: string | undefined): UserClaims {
  const { oid, tid, exp } = claims;
  const name = [claims.name, claims.preferred_username, claims.upn].find((one) => typeof one === 'string');
  // Of an application that calls by itself; people alone have groups here.
  if (claims.idtyp === 'app') throw new TokenRefused('The token is not of a person.');
  return {
    agentId: lowerCase(oid) ?? '',
    tenantId: lowerCase(tid) ?? '',
    name: typeof name === 'string' && name.trim() !== '' ? name.slice(0, 200) : (lowerCase(oid) ?? ''),
    groupIds: hasOverage(claims) ? undefined : texts(claims.groups),
    appRoles: texts(claims.roles),
    // Version 1 tokens name the methods; version 2 tokens the contexts of Conditional Access that were satisfied.
    hasMfa: texts(claims.amr).includes('mfa') || (mfaContext !== undefined && texts(claims.acrs).includes(mfaContext)),
    expiresAt: new Date((exp ?? 0) * 1000),
  };
}

/** Beyond 200 groups the token names only where to read them, or says that there are more (implicit flow). */
function hasOverage({ _claim_names: elsewhere, hasgroups }: JWTPayload): boolean {
  const names = typeof elsewhere === 'object' && elsewhere !== null ? Object.keys(elsewhere) : [];
  return names.includes('groups') || hasgroups === true || hasgroups === 'true';
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

function lowerCase(value: unknown): string | undefined {
  return typeof value === 'string' ? value.toLowerCase() : undefined;
}

import { createRemoteJWKSet, errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import type { MediaTokens } from '../../ports/mediaTokens.ts';

/** Whose calls may be streamed to us. */
export interface AcsMediaSettings {
  /** Immutable resource id of the Azure Communication Services resource. */
  resourceId: string;
  /** Where its OpenID configuration stands. */
  configurationUrl: string;
}

const WITHIN_MS = 3_000;
const CLOCK_SKEW_SECONDS = 60;
/** The configuration changes rarely; keys that are not known are looked for again by the key set itself. */
const KEPT_MS = 24 * 3_600_000;

interface Issuer {
  issuer: string;
  keys: JWTVerifyGetKey;
  readAt: number;
}

/**
 * Checks the tokens with which Azure Communication Services opens sockets and calls webhooks: signature by its keys,
 * issuer, our resource as audience, and time.
 * https://learn.microsoft.com/azure/communication-services/how-tos/call-automation/secure-webhook-endpoint
 */
export function acsMediaTokens({ resourceId, configurationUrl }: AcsMediaSettings): MediaTokens {
  let known: Issuer | undefined;
  const issuerNow = async (now: Date): Promise<Issuer> => {
    if (known !== undefined && now.getTime() - known.readAt < KEPT_MS) return known;
    known = { ...(await readConfiguration(configurationUrl)), readAt: now.getTime() };
    return known;
  };
  return {
    check: async (token, now) => {
      try {
        const { issuer, keys } = await issuerNow(now);
        const expected = { issuer, audience: resourceId, algorithms: ['RS256'], currentDate: now };
        await jwtVerify(token, keys, { ...expected, clockTolerance: CLOCK_SKEW_SECONDS, requiredClaims: ['exp'] });
        return 'good';
      } catch (error) {
        return isRefusal(error) ? 'refused' : 'unknown';
      }
    },
  };
}

async function readConfiguration(url: string): Promise<Omit<Issuer, 'readAt'>> {
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(WITHIN_MS) });
  const { issuer, jwks_uri: keysUrl } = (await response.json()) as { issuer?: unknown; jwks_uri?: unknown };
  if (typeof issuer !== 'string' || typeof keysUrl !== 'string') throw new Error('This is no OpenID configuration.');
  // Keys from anywhere else would be anybody's.
  if (new URL(keysUrl).origin !== new URL(url).origin) throw new Error('The keys lie on another host.');
  return { issuer, keys: createRemoteJWKSet(new URL(keysUrl), { timeoutDuration: WITHIN_MS }) };
}

/** Faults of the way to the keys are no word about the token. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof errors.JOSEError)) return false;
  const isKeysFault = error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid;
  return !isKeysFault && error.code !== 'ERR_JOSE_GENERIC';
}

import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import jwt from 'jsonwebtoken';

const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const otherKeys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ISSUER = 'https://acscallautomation.communication.azure.com';
export const RESOURCE_ID = '3b1c1f4e-4a5d-4c1d-9b1a-0d7a1f6c0a11';

/**
 * Stands in for the OpenID configuration and keys of Azure Communication Services, as described at
 * https://learn.microsoft.com/azure/communication-services/how-tos/call-automation/secure-webhook-endpoint (read
 * 2026-11-21), and signs tokens as the service does.
 */
export async function someCallAutomation() {
  let isAway = false;
  let keysUrl = '';
  const server = createServer((request, response) => {
    // Written in two steps: another test in this process may have changed what writeHead returns.
    const reply = (body: object): void => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(body));
    };
    if (isAway) {
      response.statusCode = 503;
      response.end();
    } else if (request.url === '/calling/.well-known/acsopenidconfiguration') {
      reply({ issuer: ISSUER, jwks_uri: keysUrl, id_token_signing_alg_values_supported: ['RS256'] });
    } else if (request.url === '/calling/keys') {
      reply({ keys: [{ ...keys.publicKey.export({ format: 'jwk' }), kid: 'k1', use: 'sig', alg: 'RS256' }] });
    } else {
      response.statusCode = 404;
      response.end();
    }
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  keysUrl = `${url}/calling/keys`;
  return {
    configurationUrl: `${url}/calling/.well-known/acsopenidconfiguration`,
    token: (over: { claims?: object; issuer?: string; audience?: string; seconds?: number; isForged?: boolean } = {}) =>
      jwt.sign({ ...over.claims }, over.isForged === true ? otherKeys.privateKey : keys.privateKey, {
        ...{ algorithm: 'RS256', keyid: 'k1', issuer: over.issuer ?? ISSUER },
        ...{ audience: over.audience ?? RESOURCE_ID, expiresIn: over.seconds ?? 300 },
      }),
    unsigned: () =>
      jwt.sign({ iss: ISSUER, aud: RESOURCE_ID, exp: Date.now() / 1000 + 300 }, '', { algorithm: 'none' }),
    goAway: () => void (isAway = true),
    serveKeysFrom: (other: string) => void (keysUrl = other),
    close: () => new Promise<void>((resolve) => void server.close(() => resolve())),
  };
}

import { type Json, stringsOf } from './manifestStrings.ts';

/** What must stand in the manifest. */
export interface Expected {
  botId: string;
  /** Where Teams reaches Earpiece. */
  domain: string;
  /** Undefined when nobody signs in. */
  clientId: string | undefined;
  /** Of package.json. */
  version: string;
}

interface Manifest {
  version?: string;
  id?: string;
  bots?: { botId?: string }[];
  composeExtensions?: { botId?: string }[];
  validDomains?: string[];
  developer?: Record<string, string>;
  webApplicationInfo?: { id?: string; resource?: string };
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const DOMAIN = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i;
const RESERVED = /(?:^|\.)(?:localhost|local|internal|test|invalid)$/i;
const TOKEN_DOMAIN = 'token.botframework.com';

/** What is wrong in a filled manifest although its schema allows it: left-over variables, ids, domains, addresses. */
export function checkManifest(manifest: Json, expected: Expected): string[] {
  const given = manifest as Manifest;
  const open = stringsOf(manifest).filter(({ text }) => text.includes('${{'));
  return [
    ...open.map(({ path, text }) => `${path} is not filled in: ${text}`),
    ...(given.version === expected.version
      ? []
      : [`version is ${given.version}, package.json says ${expected.version}.`]),
    ...checkIds(given, expected),
    ...checkSignIn(given, expected),
    ...checkDomains(given.validDomains ?? [], expected),
    ...checkAddresses(given.developer ?? {}),
  ];
}

function checkIds(manifest: Manifest, { botId }: Expected): string[] {
  const problems = GUID.test(manifest.id ?? '') ? [] : [`id "${manifest.id}" is no GUID.`];
  for (const part of ['bots', 'composeExtensions'] as const) {
    for (const [index, entry] of (manifest[part] ?? []).entries()) {
      if (entry.botId !== botId) problems.push(`${part}[${index}].botId is ${entry.botId}, the bot is ${botId}.`);
    }
  }
  return problems;
}

function checkSignIn({ webApplicationInfo: info }: Manifest, { botId, clientId }: Expected): string[] {
  if (info === undefined) return clientId === undefined ? [] : ['webApplicationInfo is missing: nobody could sign in.'];
  const resource = `api://botid-${botId}`;
  return [
    ...(info.id === clientId ? [] : [`webApplicationInfo.id is ${info.id}, AAD_APP_CLIENT_ID is ${clientId}.`]),
    ...(info.resource === resource ? [] : [`webApplicationInfo.resource is ${info.resource}, it must be ${resource}.`]),
  ];
}

function checkDomains(domains: readonly string[], { domain, clientId }: Expected): string[] {
  const problems = domains
    .filter((one) => !DOMAIN.test(one) || RESERVED.test(one))
    .map((one) => `validDomains has ${one}: it must be a public host name, without scheme, path, port or wildcard.`);
  if (!domains.includes(domain)) problems.push(`validDomains lacks ${domain}, where PUBLIC_URL is.`);
  if (clientId !== undefined && !domains.includes(TOKEN_DOMAIN)) {
    problems.push(`validDomains lacks ${TOKEN_DOMAIN}, where people sign in.`);
  }
  return problems;
}

function checkAddresses(developer: Record<string, string>): string[] {
  return Object.entries(developer)
    .filter(([name]) => name.endsWith('Url'))
    .filter(([, address]) => !URL.canParse(address) || new URL(address).protocol !== 'https:')
    .map(([name, address]) => `developer.${name} "${address}" is no https address.`);
}

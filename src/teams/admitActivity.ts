import type { Activity } from 'botbuilder';

/** Whose activities are accepted. */
export interface Admission {
  /** Entra tenants; null in local mode, where nobody signs in. */
  tenants: readonly string[] | null;
  /** Hosts Earpiece answers to, compared exactly. */
  serviceHosts: readonly string[];
  /** Who issues the tokens that Teams comes with; null in local mode. */
  tokenIssuer: string | null;
}

/**
 * Hosts of the Teams connector by cloud, as documented for bots in Teams (commercial, GCC, GCC High, DoD).
 * Exact names: anyone can register a name under trafficmanager.net.
 */
export const TEAMS_SERVICE_HOSTS: readonly string[] = [
  'smba.trafficmanager.net',
  'smba.infra.gcc.teams.microsoft.com',
  'smba.infra.gov.teams.microsoft.us',
  'smba.infra.dod.teams.microsoft.us',
];

/** Local connectors, for local mode only. */
export const LOCAL_SERVICE_HOSTS: readonly string[] = ['127.0.0.1', 'localhost'];

/** Why an activity is turned away, or undefined when it may come in. Bot Framework itself checks neither. */
export function refuseActivity(activity: Activity, admission: Admission): string | undefined {
  // Other channel ids switch the SDK to other ways of authentication (for example AseChannel).
  if (activity.channelId !== 'msteams') return 'channel';
  const url = new URL(activity.serviceUrl);
  if (!admission.serviceHosts.includes(url.hostname)) return 'service-url';
  const isLocal = LOCAL_SERVICE_HOSTS.includes(url.hostname);
  if (url.protocol !== 'https:' && !(isLocal && url.protocol === 'http:')) return 'service-url';
  if (url.username !== '' || url.password !== '') return 'service-url';
  if (admission.tenants === null) return undefined;
  const tenant = tenantOf(activity);
  return admission.tenants.some((allowed) => allowed.toLowerCase() === tenant) ? undefined : 'tenant';
}

/** Tenant the activity comes from, in lower case. */
export function tenantOf(activity: Activity): string | undefined {
  const channelData = activity.channelData as { tenant?: { id?: unknown } } | undefined;
  const tenant = channelData?.tenant?.id ?? activity.conversation.tenantId;
  return typeof tenant === 'string' ? tenant.toLowerCase() : undefined;
}

import { ROLES } from '../../domain/agent.ts';
import type { Config } from '../config.ts';
import type { Check } from '../../domain/check.ts';
import type { LiveSettings } from '../liveSettings.ts';

/** Whether people can sign in, and names in rights and settings that match nobody. */
export function signIn(
  { bot, signIn: settings }: Pick<Config, 'bot' | 'signIn'>,
  documents: readonly { groups: readonly string[] | null }[],
): Check[] {
  const check = 'sign-in';
  if (bot.kind === 'off') return [{ check, state: 'off', detail: 'local mode: people come from a file' }];
  if (settings === undefined) {
    const detail = 'nobody can sign in, so restricted documents are for nobody';
    return [{ check, state: 'warn', detail, fix: 'set AAD_APP_CLIENT_ID and AAD_APP_CLIENT_SECRET' }];
  }
  const mapped = new Set(settings.groups.map(({ name }) => name));
  const named = new Set(documents.flatMap(({ groups }) => groups ?? []));
  const lacking = [...named].filter((name) => !mapped.has(name)).sort();
  const strange = settings.roles.map(({ name }) => name).filter((name) => !ROLES.some((role) => role === name));
  return [
    { check, state: 'ok', detail: `${mapped.size} groups and ${settings.roles.length} groups for roles are known` },
    ...matchingNobody(`GROUP_MAP lacks`, lacking, 'add the groups that documents name, or mend knowledge.json'),
    ...matchingNobody(`ROLE_MAP has no role of ours in`, strange, `roles are ${ROLES.join(', ')}`),
  ];
}

/** Whether settings made in Teams, groups and roles among them, are as admins left them; nothing while they are. */
export function keptSettings({ isAltered }: Pick<LiveSettings, 'isAltered'>): Check[] {
  if (!isAltered) return [];
  const detail = 'somebody changed them in the database without the key of this house; what the environment says holds';
  const fix = 'look who may write to the database, then set them anew in Teams';
  return [{ check: 'settings', state: 'fail', detail, fix }];
}

const MOST_NAMED = 5;

function matchingNobody(what: string, names: readonly string[], fix: string): Check[] {
  if (names.length === 0) return [];
  const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : '';
  const detail = `${what} ${names.slice(0, MOST_NAMED).join(', ')}${more}: nobody is that`;
  return [{ check: 'sign-in', state: 'warn', detail, fix }];
}

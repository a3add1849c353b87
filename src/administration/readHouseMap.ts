import { ROLES } from '../domain/agent.ts';
import type { HouseMaps } from '../domain/houseSettings.ts';
import { type NamedId, namedIdIn, onceEach } from '../domain/namedId.ts';

/** What was not taken of a list of groups: entries by their number, from 1 on, or that there were more than `most`. */
export type MapProblem = { wrong: readonly number[] } | { most: number };

const MOST_GROUPS = 100;
/** As people write names; no sign that means something in GROUP_MAP, knowledge.json or a card. */
const GROUP_NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._&+-]{0,63}$/u;

/** Groups as an admin types them: name=GUID, one a line. Names of roles are ours, in small letters or not. */
export function readHouseMap(name: keyof HouseMaps, text: string): NamedId[] | MapProblem {
  const entries = text.split(/[\r\n;,]+/).map((entry) => entry.trim());
  const filled = entries.filter(Boolean);
  if (filled.length > MOST_GROUPS) return { most: MOST_GROUPS };
  const read = filled.map((entry) => entryIn(name, entry));
  const wrong = read.flatMap((pair, at) => (pair === undefined ? [at + 1] : []));
  return wrong.length > 0 ? { wrong } : onceEach(read.filter((pair) => pair !== undefined));
}

function entryIn(map: keyof HouseMaps, entry: string): NamedId | undefined {
  const pair = namedIdIn(entry);
  if (pair === undefined) return undefined;
  if (map === 'groups') return GROUP_NAME.test(pair.name) ? pair : undefined;
  const role = ROLES.find((one) => one === pair.name.toLowerCase());
  return role && { ...pair, name: role };
}

import { z } from 'zod';
import {
  HOUSE_BOUNDS,
  HOUSE_SETTINGS,
  type HouseChanges,
  type HouseMaps,
  type HouseSettings,
} from '../domain/houseSettings.ts';
import { type MapProblem, readHouseMap } from './readHouseMap.ts';

/** Why a setting was not taken; one sentence each is shown. */
export type FormProblem =
  | { kind: 'number'; name: keyof typeof HOUSE_BOUNDS; min: number; max: number }
  | { kind: 'dispositions'; most: number; letters: number }
  | { kind: 'owner' }
  | ({ kind: 'map'; name: keyof HouseMaps } & MapProblem);

const MOST_DISPOSITIONS = 200;
const DISPOSITION_LETTERS = 100;
/** An Entra object id. */
const OWNER = z.guid();

/**
 * The settings in a form that came from a client, which is believed in nothing. Those that are `closed` here are
 * passed over; "me" as the owner is `asker`.
 */
export function readSettingsForm(
  form: Readonly<Record<string, unknown>>,
  { closed, asker }: { closed: readonly (keyof HouseSettings)[]; asker: string },
): { values: HouseChanges; problems: FormProblem[] } {
  const values: HouseChanges = {};
  const problems: FormProblem[] = [];
  for (const name of HOUSE_SETTINGS) {
    if (closed.includes(name) || form[name] === undefined) continue;
    const text = typeof form[name] === 'string' || typeof form[name] === 'number' ? String(form[name]).trim() : '';
    if (name === 'dispositions') readDispositions(text, values, problems);
    else if (name === 'knowledgeOwner') readOwner(text, { values, problems, asker });
    else if (name === 'roles' || name === 'groups') readMap(name, text, { values, problems });
    else {
      const { min, max, isWhole } = HOUSE_BOUNDS[name];
      const number = /^\d{1,10}(?:[.,]\d{1,3})?$/.test(text) ? Number(text.replace(',', '.')) : NaN;
      if (number >= min && number <= max && (!isWhole || Number.isInteger(number))) values[name] = number;
      else problems.push({ kind: 'number', name, min, max });
    }
  }
  return { values, problems };
}

function readDispositions(text: string, values: HouseChanges, problems: FormProblem[]): void {
  const names = text.split(/[\r\n;]+/).map((name) => name.trim());
  const unique = [...new Set(names.filter(Boolean))];
  if (unique.length > MOST_DISPOSITIONS || unique.some((name) => name.length > DISPOSITION_LETTERS)) {
    problems.push({ kind: 'dispositions', most: MOST_DISPOSITIONS, letters: DISPOSITION_LETTERS });
  } else values.dispositions = unique;
}

function readMap(
  name: keyof HouseMaps,
  text: string,
  { values, problems }: { values: HouseChanges; problems: FormProblem[] },
): void {
  const read = readHouseMap(name, text);
  if (Array.isArray(read)) values[name] = read;
  else problems.push({ kind: 'map', name, ...read });
}

function readOwner(
  text: string,
  { values, problems, asker }: { values: HouseChanges; problems: FormProblem[]; asker: string },
): void {
  const owner = /^(?:me|ich)$/i.test(text) ? asker : text.toLowerCase();
  if (owner === '' || OWNER.safeParse(owner).success) values.knowledgeOwner = owner;
  else problems.push({ kind: 'owner' });
}

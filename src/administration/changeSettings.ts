import { randomUUID } from 'node:crypto';
import { HOUSE_SETTINGS, type HouseChanges, type HouseSettings } from '../domain/houseSettings.ts';
import { type NamedId, namedIdText } from '../domain/namedId.ts';
import type { Clock } from '../ports/clock.ts';
import type { HouseDesk } from '../ports/houseDesk.ts';

/** Who changes what, on top of which version. */
export interface WantedSettings {
  values: HouseChanges;
  seenVersion: number;
  by: { agentId: string; tenantId: string | undefined };
}

/**
 * Keeps these settings and lets them hold at once, with one audit row that says what was and what is. 'stale' when
 * somebody else changed something since they were shown. Rejects with AuditUnavailable.
 */
export async function changeSettings(
  { values, seenVersion, by }: WantedSettings,
  { desk, clock, keyedHash }: { desk: HouseDesk; clock: Clock; keyedHash: (value: string) => string },
): Promise<'changed' | 'same' | 'stale'> {
  const before = await desk.read();
  if (before.version !== seenVersion) return 'stale';
  const after = { ...before.values, ...values };
  const changed = HOUSE_SETTINGS.filter((name) => textOf(before.values, name) !== textOf(after, name));
  if (changed.length === 0) return 'same';
  const at = clock.now();
  const shown = (settings: HouseSettings, name: keyof HouseSettings): string =>
    name === 'dispositions' ? `#${keyedHash(textOf(settings, name)).slice(0, 12)}` : textOf(settings, name) || 'nobody';
  const turned = (name: keyof HouseSettings): string =>
    name === 'roles' || name === 'groups'
      ? `${name} ${difference(before.values[name], after[name])}`
      : `${name} ${shown(before.values, name)} -> ${shown(after, name)}`;
  const isKept = await desk.change(
    { seenVersion, values: after, by: by.agentId, at },
    {
      ...{ at, who: by.agentId, tenantId: by.tenantId, action: 'settings.changed', result: 'done' },
      what: changed.map(turned).join(', '),
      correlationId: randomUUID(),
    },
  );
  return isKept ? 'changed' : 'stale';
}

function textOf(settings: HouseSettings, name: keyof HouseSettings): string {
  if (name === 'roles' || name === 'groups') return settings[name].map(namedIdText).join('\n');
  return name === 'dispositions' ? settings.dispositions.join('\n') : String(settings[name]);
}

/** What came and what went: a list as a whole would be longer than anybody reads. */
function difference(before: readonly NamedId[], after: readonly NamedId[]): string {
  const [was, is] = [before.map(namedIdText), after.map(namedIdText)];
  const gone = was.filter((text) => !is.includes(text)).map((text) => `-${text}`);
  return [...gone, ...is.filter((text) => !was.includes(text)).map((text) => `+${text}`)].join(' ');
}

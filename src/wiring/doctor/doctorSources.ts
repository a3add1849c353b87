import type { FollowedItem } from '../../ports/followedSources.ts';
import type { KnowledgeSource } from '../../ports/knowledgeSource.ts';
import type { Ports } from '../connectPorts.ts';
import type { Check } from '../../domain/check.ts';

const ANSWER_MS = 15_000;
const NAMED = 3;
/** Several looks; an hour covers what a busy service asks for. */
const LATE_MS = 3_600_000;

/** Whether each followed place answers, when it was last looked at, and which of its documents nobody can read. */
export async function knowledgeSources(
  ports: Pick<Ports, 'sources' | 'followed' | 'clock'>,
  everyMs: number,
): Promise<Check[]> {
  if (ports.sources.length === 0) {
    const fix = 'set SHAREPOINT_LIBRARIES or BLOB_CONTAINERS to follow documents there';
    return [{ check: 'knowledge sources', state: 'off', detail: 'no place outside is followed', fix }];
  }
  const checks: Check[] = [];
  for (const source of ports.sources) {
    checks.push(await reached(source, ports, everyMs));
    const items = await ports.followed.items(source.sourceId);
    checks.push(...unread(source, items), ...closed(source, items));
  }
  return checks;
}

async function reached(
  source: KnowledgeSource,
  { followed, clock }: Pick<Ports, 'followed' | 'clock'>,
  everyMs: number,
): Promise<Check> {
  const check = 'knowledge sources';
  try {
    await source.check(AbortSignal.timeout(ANSWER_MS));
  } catch (error) {
    const detail = `${source.name}: ${error instanceof Error ? error.message : String(error)}`;
    return { check, state: 'fail', detail, fix: 'its documents stay for a day, then they are withdrawn' };
  }
  const { lookedAt, trouble } = (await followed.find(source.sourceId)) ?? {};
  if (trouble !== undefined) return { check, state: 'warn', detail: `${source.name}: ${trouble}` };
  if (lookedAt === undefined) {
    return { check, state: 'warn', detail: `${source.name} answers and was never looked at`, fix: 'start a bot' };
  }
  const items = await followed.items(source.sourceId);
  const count = (state: FollowedItem['state']): number => items.filter((item) => item.state === state).length;
  const counts = `${count('read')} documents read, ${count('due')} to read, ${count('refused')} refused, ${count('closed')} closed`;
  const detail = `${source.name} answers; last looked at ${lookedAt.toISOString()}: ${counts}`;
  const isLate = clock.now().getTime() - lookedAt.getTime() > LATE_MS + everyMs;
  return isLate ? { check, state: 'warn', detail, fix: 'start a bot' } : { check, state: 'ok', detail };
}

function unread(source: KnowledgeSource, items: readonly FollowedItem[]): Check[] {
  const refused = items.filter(({ state }) => state === 'refused');
  if (refused.length === 0) return [];
  const named = refused.slice(0, NAMED).map(({ file, sentence }) => `${file}: ${sentence}`);
  return [
    {
      ...{ check: 'documents of sources', state: 'warn' },
      detail: `${source.name} holds ${refused.length} that cannot be read: ${named.join(' ')}${more(refused)}`,
    },
  ];
}

function closed(source: KnowledgeSource, items: readonly FollowedItem[]): Check[] {
  const nobodys = items.filter(({ state }) => state === 'closed');
  const noticed = items.filter(({ state, notice }) => state !== 'closed' && notice !== undefined);
  const named = (list: readonly FollowedItem[]): string =>
    list
      .slice(0, NAMED)
      .map(({ file, notice }) => (notice === undefined ? file : `${file}: ${notice}`))
      .join(' ');
  return [
    ...(nobodys.length === 0
      ? []
      : [
          {
            ...{ check: 'rights of sources', state: 'warn' as const },
            detail: `${source.name} holds ${nobodys.length} that nobody may read here: ${named(nobodys)}${more(nobodys)}`,
            fix: 'if that is not meant, give a group that GROUP_MAP names the right to read them there',
          },
        ]),
    ...(noticed.length === 0
      ? []
      : [
          {
            ...{ check: 'rights of sources', state: 'ok' as const },
            detail: `${source.name}: rights of ${noticed.length} were taken over in part: ${named(noticed)}${more(noticed)}`,
          },
        ]),
  ];
}

function more(list: readonly FollowedItem[]): string {
  return list.length > NAMED ? ` and ${list.length - NAMED} more` : '';
}

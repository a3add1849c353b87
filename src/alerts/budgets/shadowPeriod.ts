import type { Clock } from '../../ports/clock.ts';
import type { Marks } from '../../ports/marks.ts';

const MARK = 'alerts silent since';

/** Remembers over restarts since when nobody is told of alerts; forgets it once they are. */
export async function noteAlertMode(
  mode: 'live' | 'shadow',
  { marks, clock }: { marks: Pick<Marks, 'get' | 'set'>; clock: Clock },
): Promise<void> {
  const known = (await marks.get(MARK)) ?? '';
  if (mode === 'shadow' && known === '') await marks.set(MARK, clock.now().toISOString());
  if (mode === 'live' && known !== '') await marks.set(MARK, '');
}

/** Since when nobody is told of alerts; undefined while they are. */
export async function shadowSince({ marks }: { marks: Pick<Marks, 'get'> }): Promise<Date | undefined> {
  const known = (await marks.get(MARK)) ?? '';
  return known === '' ? undefined : new Date(known);
}

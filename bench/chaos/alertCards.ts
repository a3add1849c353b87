import type { Database } from '../../src/adapters/sql/database.ts';
import type { House } from './house.ts';
import type { PlayedCall } from './liveCalls.ts';
import { countRow, faultRow, type Row } from './report.ts';

/** What became of the card of every scam call in its channel. */
export async function accountForCards(scams: readonly PlayedCall[], database: Database, house: House): Promise<Row[]> {
  const rows = await database.read((tables) =>
    tables
      .selectFrom('alert_cards')
      .innerJoin('alerts', 'alerts.call_id', 'alert_cards.call_id')
      .select(['alert_cards.call_id', 'alert_cards.duplicates'])
      .select((eb) => eb('alert_cards.shown_version', '=', eb.ref('alerts.version')).as('isLatest'))
      .execute(),
  );
  const known = new Map(rows.map((row) => [row.call_id, row]));
  const posts = postedCards(house);
  const cards = scams.map(({ callId }) => ({
    callId,
    posted: posts.get(callId)?.length ?? 0,
    /** Posts that the alert itself counts as possible duplicates. */
    counted: known.get(callId)?.duplicates ?? 0,
    isLatest: known.get(callId)?.isLatest === true,
  }));
  const names = (some: typeof cards) => some.map((one) => JSON.stringify(one));
  return [
    countRow(
      'cards posted once',
      cards.filter(({ posted }) => posted === 1),
    ),
    countRow(
      'posted once more, as nobody knew whether the first had arrived, and counted as possible duplicates',
      cards.filter(({ posted, counted }) => posted > 1 && posted - 1 <= counted),
    ),
    faultRow('posted more often than that', names(cards.filter(({ posted, counted }) => posted - 1 > counted))),
    faultRow('scam calls without a card', names(cards.filter(({ posted }) => posted === 0))),
    faultRow('cards that do not show how it stands in the end', names(cards.filter(({ isLatest }) => !isLatest))),
    ...accountForRises(house),
  ];
}

/** When cards of each call were posted into a channel, the first one first. */
export function postedCards({ connector }: House): Map<string, number[]> {
  const posted = new Map<string, number[]>();
  for (const { method, path, body, atMs } of connector.calls) {
    if (method !== 'POST' || !/\/19:chaos-\d+@thread\.tacv2\/activities/.test(path)) continue;
    const [callId] = /live-\d+/.exec(JSON.stringify(body.attachments ?? '')) ?? [];
    if (callId !== undefined) posted.set(callId, [...(posted.get(callId) ?? []), atMs]);
  }
  return posted;
}

/** A rise to "scam" after the card is told in the thread below it. */
function accountForRises({ connector }: House): Row[] {
  const threads = connector.calls.flatMap(({ method, path }) =>
    method === 'POST' ? (/thread\.tacv2;messageid=[^/]+/.exec(path)?.[0] ?? []) : [],
  );
  const told = [...Map.groupBy(threads, (thread) => thread)];
  return [
    countRow(
      'rises to "scam" told once, below their card',
      told.filter(([, replies]) => replies.length === 1),
    ),
    faultRow(
      'rises told more often',
      told.filter(([, replies]) => replies.length > 1).map(([thread]) => thread),
    ),
  ];
}

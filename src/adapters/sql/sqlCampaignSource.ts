import type { ScamSignal } from '../../domain/verdict.ts';
import type { AlertedCall, CallerTraffic, CampaignSource } from '../../ports/campaignSource.ts';
import { fromJson, fromMillis, inPieces, toMillis, withoutNulls } from './columns.ts';
import type { Database } from './database.ts';

/** What campaigns are joined from, in the database. */
export function sqlCampaignSource(database: Database): CampaignSource {
  return {
    alertedCalls: (since, limit) =>
      database.read(async (tables) => {
        const rows = await tables
          .selectFrom('alerts')
          .leftJoin('watched_calls', 'watched_calls.call_id', 'alerts.call_id')
          .select(['alerts.call_id', 'alerts.raised_at', 'alerts.outcome', 'alerts.signals', 'alerts.setting'])
          .select(['alerts.queue', 'alerts.caller_key', 'watched_calls.called_range'])
          .where('alerts.raised_at', '>=', toMillis(since))
          .where('alerts.mode', '<>', 'demo')
          // The other end of an outbound call was called by us.
          .where((eb) => eb.or([eb('alerts.direction', 'is', null), eb('alerts.direction', '<>', 'outbound')]))
          .orderBy('alerts.raised_at', 'desc')
          .orderBy('alerts.call_id')
          .limit(limit)
          .execute();
        return rows.map((row): AlertedCall => {
          const { outcome, setting, caller_key: callerKey, called_range: calledRange } = row;
          const signals = fromJson<ScamSignal[]>(row.signals).map(({ name }) => name);
          return {
            ...{ callId: row.call_id, raisedAt: fromMillis(row.raised_at), queue: row.queue },
            ...withoutNulls({ outcome, setting, callerKey, calledRange }),
            signals: [...new Set(signals)],
          };
        });
      }),
    trafficOf: async (callerKeys, since) => {
      const traffic: CallerTraffic[] = [];
      for (const piece of inPieces(callerKeys)) {
        const rows = await database.read((tables) =>
          tables
            .selectFrom('watched_calls')
            .select((eb) => [
              'caller_key',
              eb.fn.countAll().as('calls'),
              eb.fn.count('line_key').distinct().as('lines'),
              eb.fn.min('heard_at').as('first_at'),
              eb.fn.max('heard_at').as('last_at'),
            ])
            .where('caller_key', 'in', piece)
            .where('heard_at', '>=', toMillis(since))
            .groupBy('caller_key')
            .orderBy('caller_key')
            .execute(),
        );
        for (const row of rows) {
          traffic.push({
            ...{ callerKey: row.caller_key ?? '', calls: Number(row.calls), lines: Number(row.lines) },
            ...{ firstAt: fromMillis(Number(row.first_at)), lastAt: fromMillis(Number(row.last_at)) },
          });
        }
      }
      return traffic;
    },
  };
}

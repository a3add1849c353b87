import { type CallCampaign, minutesOf } from '../../domain/callCampaign.ts';
import type { CsvTable } from '../../domain/csv.ts';

/** Campaigns as a table: counts, times and names from our own vocabulary. */
export function campaignTable(campaigns: readonly CallCampaign[]): CsvTable {
  return {
    columns: [
      ...['campaign', 'joined_by', 'callers', 'calls', 'subscribers', 'first_at', 'last_at', 'minutes'],
      ...['warned', 'confirmed', 'false_alarms', 'called_ranges', 'queues', 'signals'],
    ],
    rows: campaigns.map((one) => [
      ...[one.campaignId, one.joinedBy, one.callers, one.calls, one.lines],
      ...[one.firstAt.toISOString(), one.lastAt.toISOString(), minutesOf(one)],
      ...[one.alerts, one.confirmed, one.falseAlarms],
      ...[one.ranges.join(' '), one.queues.join('; '), one.signals.join(' ')],
    ]),
  };
}

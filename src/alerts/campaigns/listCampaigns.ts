import type { CallCampaign } from '../../domain/callCampaign.ts';
import type { CampaignSource } from '../../ports/campaignSource.ts';
import { joinCampaigns } from './joinCampaigns.ts';

const MOST_CALLS = 5_000;

/** Campaigns with an alert since a moment. How much a caller called is known for two days at most. */
export async function listCampaigns(
  since: Date,
  { campaigns }: { campaigns: CampaignSource },
): Promise<readonly CallCampaign[]> {
  const alerted = await campaigns.alertedCalls(since, MOST_CALLS);
  const keys = [...new Set(alerted.flatMap(({ callerKey }) => callerKey ?? []))];
  return joinCampaigns(alerted, await campaigns.trafficOf(keys, since));
}

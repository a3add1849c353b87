import type { TurnContext } from 'botbuilder';
import type { TeamsPorts, TeamsSettings } from '../ports.ts';
import type { Turn } from '../readTurn.ts';
import { obeyCampaignsCommand } from './campaignsCommand.ts';
import { obeyDemoCommand } from './demoCommand.ts';
import { obeyInsightsCommand } from './insightsCommand.ts';
import { obeyReviewCommand } from './reviewCommand.ts';

/** Does what the commands of the fraud desk ask; false when the text is none of them. */
export async function obeyDeskCommand(
  { context, turn }: { context: TurnContext; turn: Turn },
  ports: TeamsPorts,
  settings: TeamsSettings,
): Promise<boolean> {
  if (await obeyReviewCommand({ context, turn }, ports, settings)) return true;
  if (await obeyDemoCommand({ context, turn }, ports, settings)) return true;
  if (await obeyInsightsCommand({ context, turn }, ports)) return true;
  return obeyCampaignsCommand({ context, turn }, ports);
}

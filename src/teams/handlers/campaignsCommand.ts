import type { TurnContext } from 'botbuilder';
import { campaignTable } from '../../alerts/campaigns/campaignTable.ts';
import { listCampaigns } from '../../alerts/campaigns/listCampaigns.ts';
import { campaignsCard } from '../../cards/campaignsCard.ts';
import type { CallCampaign } from '../../domain/callCampaign.ts';
import { toCsv } from '../../domain/csv.ts';
import type { TeamsPorts } from '../ports.ts';
import type { Turn } from '../readTurn.ts';
import { refuseAtDesk } from './refuseAtDesk.ts';

const CAMPAIGNS = /^\/?(?:(?:scam )?campaigns|(?:betrugs)?kampagnen)(?<csv> (?:csv|export))?[?.! ]*$/i;
const DAY_MS = 86_400_000;
/** More does not fit into one message. */
const ROWS_SHOWN = 40;

/** Shows supervisors callers that stand out, as a card or as a table to copy; false when the text asks for something else. */
export async function obeyCampaignsCommand(
  { context, turn }: { context: TurnContext; turn: Turn },
  ports: TeamsPorts,
): Promise<boolean> {
  const asked = CAMPAIGNS.exec(turn.text);
  if (asked === null) return false;
  const words = turn.messages.campaigns;
  const refusal = await refuseAtDesk({ turn, action: 'seeTrends', what: 'campaigns', words }, ports);
  if (refusal !== undefined) {
    await context.sendActivity(refusal);
    return true;
  }
  const campaigns = await listCampaigns(new Date(ports.clock.now().getTime() - DAY_MS), ports);
  if (asked.groups?.csv !== undefined && campaigns.length > 0) await sendTable({ context, turn }, campaigns, ports);
  else {
    await context.sendActivity({
      type: 'message',
      text: campaigns.length === 0 ? words.none : words.summary(campaigns.length),
      attachments: [
        { contentType: 'application/vnd.microsoft.card.adaptive', content: campaignsCard(campaigns, turn.messages) },
      ],
    });
  }
  return true;
}

/** In the chat: a file would need the reader's consent and their OneDrive for a few lines. */
async function sendTable(
  { context, turn }: { context: TurnContext; turn: Turn },
  campaigns: readonly CallCampaign[],
  ports: TeamsPorts,
): Promise<void> {
  const shown = campaigns.slice(0, ROWS_SHOWN);
  await ports.audit.write({
    ...{ at: ports.clock.now(), who: turn.agent.agentId, tenantId: turn.tenantId, action: 'data.exported' },
    ...{ what: `campaigns, ${shown.length} rows`, result: 'done', correlationId: turn.conversationId },
  });
  // A queue's name must not end the block it stands in.
  const csv = toCsv(campaignTable(shown)).replaceAll('`', "'");
  const text = `${turn.messages.campaigns.csv(shown.length, campaigns.length)}\n\n\`\`\`\n${csv}\`\`\``;
  await context.sendActivity({ type: 'message', text, textFormat: 'markdown' });
}

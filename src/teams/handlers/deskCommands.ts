import type { TurnContext } from 'botbuilder';
import type { TeamsPorts, TeamsSettings } from '../ports.ts';
import type { Turn } from '../readTurn.ts';
import { obeyReviewCommand } from './reviewCommand.ts';

/** Does what the commands of the fraud desk ask; false when the text is none of them. */
export async function obeyDeskCommand(
  { context, turn }: { context: TurnContext; turn: Turn },
  ports: TeamsPorts,
  settings: TeamsSettings,
): Promise<boolean> {
  return obeyReviewCommand({ context, turn }, ports, settings);
}

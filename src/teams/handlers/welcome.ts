import type { TurnContext } from 'botbuilder';
import { welcomeCard } from '../../cards/welcomeCard.ts';
import type { TeamsPorts, TeamsSettings } from '../ports.ts';
import { readTurn } from '../readTurn.ts';
import { rememberConversation } from '../rememberConversation.ts';
import { offerAlerts } from './alertsCommands.ts';
import { askToSignIn } from './signIn.ts';

/** Greets when the bot itself was added, and remembers where; stays quiet when other people come and go. */
export async function welcome(context: TurnContext, ports: TeamsPorts, settings: TeamsSettings): Promise<void> {
  const { activity } = context;
  const hasBotJoined = (activity.membersAdded ?? []).some(({ id }) => id === activity.recipient.id);
  if (!hasBotJoined) return;
  const turn = await readTurn(context, ports);
  await rememberConversation(context, turn, ports);
  if (turn.kind !== 'personal') {
    if (turn.kind !== 'channel' || !(await offerAlerts(context, turn, ports))) {
      await context.sendActivity(turn.messages.chat.welcomeMany);
    }
    return;
  }
  const { companyName: name, isLocal } = settings;
  const house = { name, isLocal, hasSample: isLocal && (await hasSample(ports)) };
  const firstName = turn.agent.name.split(' ')[0] ?? '';
  await context.sendActivity({
    type: 'message',
    text: turn.messages.chat.welcome(firstName),
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: welcomeCard(house, turn.messages),
      },
    ],
  });
  if (turn.agent.isUnknown === true) await askToSignIn({ context, turn }, ports, settings);
}

/** The sample company leaves with the first document of one's own. */
async function hasSample({ knowledge }: Pick<TeamsPorts, 'knowledge'>): Promise<boolean> {
  const documents = await knowledge.listDocuments();
  return documents.some(({ origin }) => origin === 'sample');
}

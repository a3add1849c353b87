import type { TurnContext } from 'botbuilder';
import { type Access, describeAccess } from '../../guards/describeAccess.ts';
import type { Messages } from '../../messages/messages.ts';
import { SearchUnavailable } from '../../ports/knowledgeIndex.ts';
import { literal } from '../answerActivity.ts';
import type { TeamsPorts } from '../ports.ts';
import type { Turn } from '../readTurn.ts';

/** Tells a person, in their own chat, who they are to Earpiece and what it may show them at this moment. */
export async function tellWhoAmI(context: TurnContext, turn: Turn, ports: Pick<TeamsPorts, 'index'>): Promise<void> {
  const words = turn.messages.access.whoAmI;
  if (turn.kind !== 'personal') {
    await context.sendActivity(words.ownChatOnly);
    return;
  }
  try {
    const access = await describeAccess(turn.agent, ports);
    await context.sendActivity({
      type: 'message',
      text: accessText(access, turn.messages),
      textFormat: 'markdown',
    });
  } catch (error) {
    if (!(error instanceof SearchUnavailable)) throw error;
    await context.sendActivity(words.unavailable);
  }
}

/** A line for each fact, as markdown. */
function accessText(access: Access, messages: Messages): string {
  const words = messages.access.whoAmI;
  const { isUnknown } = access.agent;
  const lines = factsOf(access, messages).map(([label, value]) => `- **${label}:** ${value}`);
  return [...(isUnknown === true ? [words.unknown, ''] : []), ...lines].join('\n');
}

function factsOf(access: Access, messages: Messages): (readonly [string, string])[] {
  const words = messages.access.whoAmI;
  const { agent, documents, openDocuments, budget } = access;
  const { unprovenRoles = [] } = agent;
  const groups = agent.groups.map(literal).join(', ');
  const facts: (readonly [string, string | undefined])[] = [
    [words.name, agent.isUnknown === true ? undefined : literal(agent.name)],
    [words.roles, agent.roles.map((role) => words.role[role]).join(', ') || words.none],
    [
      words.unproven,
      unprovenRoles.length === 0
        ? undefined
        : words.needProof(unprovenRoles.map((role) => words.role[role]).join(', ')),
    ],
    [words.groups, groups || words.none],
    [words.call, callText(access, messages)],
    [words.filter, groups === '' ? words.openOnly : words.openAnd(groups)],
    [words.documents, words.count(documents, documents - openDocuments)],
    [words.budget, budget && words.budgetLeft(budget.left, budget.most)],
  ];
  return facts.flatMap(([label, value]) => (value === undefined ? [] : [[label, value] as const]));
}

function callText({ lease }: Access, messages: Messages): string {
  const words = messages.access.whoAmI;
  if (lease === undefined) return words.noCall;
  const time = lease.until.toLocaleTimeString(messages.language, { hour: '2-digit', minute: '2-digit' });
  return words.onCall(literal(lease.customer), time);
}

import { randomUUID } from 'node:crypto';
import type { TurnContext } from 'botbuilder';
import { askForReaders } from '../../answers/askForReaders.ts';
import { auditAnswer } from '../../answers/auditAnswer.ts';
import { answerCard } from '../../cards/answerCard.ts';
import type { Answer } from '../../domain/answer.ts';
import { refuseAdmin } from '../adminTurn.ts';
import { literal } from '../answerActivity.ts';
import { auditRefusal } from '../auditRefusal.ts';
import { knownGroups } from '../knownGroups.ts';
import type { TeamsPorts, TeamsSettings } from '../ports.ts';
import type { Turn } from '../readTurn.ts';

const PREVIEW = /^\/?(?:preview as|vorschau als)\b(?<rest>.*)$/is;
const WITHIN_MS = 12_000;
const MOST_GROUPS = 20;
const GROUPS_NAMED = 30;

interface Preview {
  groups: string[];
  question: string;
}

/** What a typed "preview as a, b: question" wants; undefined when the text is something else. */
export function readPreview(text: string): Preview | undefined {
  const rest = PREVIEW.exec(text)?.groups?.rest;
  if (rest === undefined) return undefined;
  const colon = rest.indexOf(':');
  const [names, question] = colon < 0 ? [rest, ''] : [rest.slice(0, colon), rest.slice(colon + 1)];
  const groups = names.split(',').map((name) => name.trim());
  return { groups: [...new Set(groups.filter(Boolean))], question: question.trim() };
}

/**
 * Answers an admin's question as somebody in these groups alone would have it answered: straight from the sources,
 * without a call, history or buttons. Only groups the house knows; each use is written down before anything is read.
 */
export async function previewAs(
  { context, turn, wanted }: { context: TurnContext; turn: Turn; wanted: Preview },
  ports: TeamsPorts,
  settings: TeamsSettings,
): Promise<void> {
  const what = 'preview as a group';
  const refused = await refuseAdmin({ turn, action: 'previewAs', what }, ports);
  if (refused !== undefined) {
    await context.sendActivity(refused);
    return;
  }
  const words = turn.messages.admin.preview;
  const known = await knownGroups(ports, settings);
  const groups = wanted.groups.map((name) => known.find((one) => one.toLowerCase() === name.toLowerCase()));
  const sound = groups.filter((name) => name !== undefined);
  if (sound.length === 0 || sound.length !== groups.length || groups.length > MOST_GROUPS || wanted.question === '') {
    const { conversationId } = turn;
    if (sound.length !== groups.length) {
      await auditRefusal({ turn, what, reason: 'unknown-group', correlationId: conversationId }, ports);
    }
    const names = known.slice(0, GROUPS_NAMED).map(literal).join(', ');
    await context.sendActivity(known.length === 0 ? words.noGroups : words.usage(names));
    return;
  }
  const answer = await answerAs(sound, { turn, question: wanted.question }, ports);
  const card = answerCard({ answerId: '', answer, showsSpoken: true, hasButtons: false }, turn.messages);
  await context.sendActivity({
    type: 'message',
    text: words.isPreview(sound.map(literal).join(', ')),
    textFormat: 'markdown',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
  });
}

async function answerAs(
  groups: readonly string[],
  { turn, question }: { turn: Turn; question: string },
  ports: TeamsPorts,
): Promise<Answer> {
  const { agentId } = turn.agent;
  const now = ports.clock.now();
  const answerId = randomUUID();
  const where = `preview as ${groups.join(', ')} in conversation ${turn.conversationId}`;
  const who = { at: now, who: agentId, tenantId: turn.tenantId };
  await ports.audit.write({ ...who, action: 'preview', what: where, result: 'begun', correlationId: answerId });
  const asker = { agentId, name: turn.agent.name, roles: ['agent' as const], groups };
  const { language } = turn.messages;
  const asked = { text: question, asker, readers: 'one' as const, history: [], language, now, lease: undefined };
  const { shown } = await askForReaders(asked, ports, AbortSignal.timeout(WITHIN_MS));
  const answer: Answer = { ...shown, followUps: [], notices: [{ kind: 'preview', groups }, ...shown.notices] };
  await auditAnswer({ answerId, at: now, agentId, tenantId: turn.tenantId, where, question, answer }, ports);
  return answer;
}

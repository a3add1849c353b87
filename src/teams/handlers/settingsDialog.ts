import { CardFactory, type TaskModuleTaskInfo, type TurnContext } from 'botbuilder';
import { z } from 'zod';
import { changeChannels } from '../../administration/changeChannels.ts';
import { changeSettings } from '../../administration/changeSettings.ts';
import { type FormProblem, readSettingsForm } from '../../administration/readSettingsForm.ts';
import { settingsCard, settingsDialogCard, type SettingsView } from '../../cards/settingsCards.ts';
import { identifyAgent } from '../../guards/identifyAgent.ts';
import type { Messages } from '../../messages/messages.ts';
import { DirectoryUnavailable } from '../../ports/directory.ts';
import { refuseAdmin } from '../adminTurn.ts';
import type { TeamsPorts } from '../ports.ts';
import { readTurn, type Turn } from '../readTurn.ts';

/** What the dialog showed, as the client sends it back; only compared with what stands. */
const seen = z.object({
  version: z.number().int().min(0),
  channels: z
    .array(
      z.object({ conversationId: z.string().max(500), kind: z.enum(['first', 'second']), queue: z.string().max(100) }),
    )
    .max(50),
});

/** Shows an admin how the house is set, with the button that opens the dialog. */
export async function showSettings(
  { context, turn }: { context: TurnContext; turn: Turn },
  ports: TeamsPorts,
): Promise<void> {
  const refused = await refuseAdmin({ turn, action: 'changeSettings', what: 'settings' }, ports);
  if (refused !== undefined) {
    await context.sendActivity(refused);
    return;
  }
  const content = settingsCard(await viewOf([], ports), turn.messages);
  await context.sendActivity({
    type: 'message',
    text: turn.messages.admin.settings.title,
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }],
  });
}

/** Opens the dialog for an admin; a sentence for everybody else, whatever card they press. */
export async function openSettings(context: TurnContext, ports: TeamsPorts): Promise<TaskModuleTaskInfo | string> {
  const turn = await readTurn(context, ports);
  const refused = await refuseAdmin({ turn, action: 'changeSettings', what: 'settings dialog' }, ports);
  return refused ?? dialog([], turn.messages, ports);
}

/** Takes what an admin sent from the dialog; the role is asked anew, and every value is checked. */
export async function saveSettings(
  { context, data }: { context: TurnContext; data: Readonly<Record<string, unknown>> },
  ports: TeamsPorts,
): Promise<TaskModuleTaskInfo | string> {
  const turn = await readTurn(context, ports);
  const refused = await refuseAdmin({ turn, action: 'changeSettings', what: 'save settings' }, ports);
  if (refused !== undefined) return refused;
  const words = turn.messages.admin.settings;
  const read = seen.safeParse(data.seen);
  if (!read.success) return dialog([words.stale], turn.messages, ports);
  const { fixed } = await ports.desk.read();
  const form = readSettingsForm(data, { fixed, asker: turn.agent.agentId });
  const problems = form.problems.map((problem) => sentenceOf(problem, turn.messages));
  if (await isUnknown(form.values.knowledgeOwner, ports)) problems.push(words.unknownOwner);
  if (problems.length > 0) return dialog(problems, turn.messages, ports);
  const by = { agentId: turn.agent.agentId, tenantId: turn.tenantId };
  const outcome = await changeSettings({ values: form.values, seenVersion: read.data.version, by }, ports);
  if (outcome === 'stale') return dialog([words.stale], turn.messages, ports);
  const channels = await changeChannels({ seen: read.data.channels, form: data, by }, ports);
  return outcome === 'same' && channels === 0 ? words.same : words.saved;
}

async function dialog(problems: readonly string[], messages: Messages, ports: TeamsPorts): Promise<TaskModuleTaskInfo> {
  return {
    title: messages.admin.settings.title,
    width: 'medium',
    height: 'large',
    card: CardFactory.adaptiveCard(settingsDialogCard(await viewOf(problems, ports), messages)),
  };
}

async function viewOf(problems: readonly string[], ports: TeamsPorts): Promise<SettingsView> {
  const standing = await ports.desk.read();
  const { knowledgeOwner } = standing.values;
  const owner = knowledgeOwner === '' ? undefined : await identifyAgent(knowledgeOwner, ports);
  const subscriptions = await ports.alertSubscriptions.list();
  return {
    ...standing,
    problems,
    ownerName: owner?.name || knowledgeOwner,
    channels: subscriptions.map(({ channelName: name, ...channel }) => ({ ...channel, name })),
  };
}

/** Somebody the directory does not know gets no gaps; while it is away nobody is refused for it. */
async function isUnknown(owner: string | undefined, { directory }: Pick<TeamsPorts, 'directory'>): Promise<boolean> {
  if (owner === undefined || owner === '') return false;
  try {
    return (await directory.find(owner)) === undefined;
  } catch (error) {
    if (!(error instanceof DirectoryUnavailable)) throw error;
    return false;
  }
}

function sentenceOf(problem: FormProblem, { admin }: Messages): string {
  const words = admin.settings;
  switch (problem.kind) {
    case 'number':
      return words.bounds(words.labels[problem.name], problem.min, problem.max);
    case 'dispositions':
      return words.tooMany(problem.most, problem.letters);
    case 'owner':
      return words.unknownOwner;
  }
}

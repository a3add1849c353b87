import { CardFactory, type TaskModuleTaskInfo, type TurnContext } from 'botbuilder';
import { z } from 'zod';
import { changeChannels } from '../../administration/changeChannels.ts';
import { changeSettings } from '../../administration/changeSettings.ts';
import { type FormProblem, readSettingsForm } from '../../administration/readSettingsForm.ts';
import { settingsCard, settingsDialogCard, type SettingsView } from '../../cards/settingsCards.ts';
import type { HouseSettings } from '../../domain/houseSettings.ts';
import { type NamedId, namedIdText } from '../../domain/namedId.ts';
import { authorize } from '../../guards/authorize.ts';
import { identifyAgent } from '../../guards/identifyAgent.ts';
import type { Messages } from '../../messages/messages.ts';
import { DirectoryUnavailable } from '../../ports/directory.ts';
import { refuseAdmin } from '../adminTurn.ts';
import type { TeamsPorts } from '../ports.ts';
import { readTurn, type Turn } from '../readTurn.ts';

const TEXTS = ['dispositions', 'knowledgeOwner', 'roles', 'groups'] as const;
const TYPED_CHARACTERS = 20_000;

/** What the dialog showed, as the client sends it back; only compared with what stands. */
const seen = z.object({
  version: z.number().int().min(0),
  channels: z
    .array(
      z.object({ conversationId: z.string().max(500), kind: z.enum(['first', 'second']), queue: z.string().max(100) }),
    )
    .max(50),
});

/** What the dialog says of what was not taken. */
type Said = Pick<SettingsView, 'problems' | 'typed'>;

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
  const content = settingsCard(await viewOf({ problems: [] }, ports), turn.messages);
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
  return refused ?? dialog({ problems: [] }, turn.messages, ports);
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
  if (!read.success) return dialog({ problems: [words.stale] }, turn.messages, ports);
  const { values, fixed, given } = await ports.desk.read();
  const closed = given === undefined ? ([...fixed, 'roles', 'groups'] as const) : fixed;
  const form = readSettingsForm(data, { closed, asker: turn.agent.agentId });
  const problems = form.problems.map((problem) => sentenceOf(problem, turn.messages));
  if (await isUnknown(form.values.knowledgeOwner, ports)) problems.push(words.unknownOwner);
  const { roles = values.roles } = form.values;
  const areSame = roles.map(namedIdText).join() === values.roles.map(namedIdText).join();
  if (!areSame && (await locksOut(turn.agent.agentId, [...(given?.roles ?? []), ...roles], ports)))
    problems.push(words.lockedOut);
  if (problems.length > 0) return dialog({ problems, typed: textsIn(data, closed) }, turn.messages, ports);
  const by = { agentId: turn.agent.agentId, tenantId: turn.tenantId };
  const outcome = await changeSettings({ values: form.values, seenVersion: read.data.version, by }, ports);
  if (outcome === 'stale') return dialog({ problems: [words.stale] }, turn.messages, ports);
  const channels = await changeChannels({ seen: read.data.channels, form: data, by }, ports);
  return outcome === 'same' && channels === 0 ? words.same : words.saved;
}

async function dialog(said: Said, messages: Messages, ports: TeamsPorts): Promise<TaskModuleTaskInfo> {
  return {
    title: messages.admin.settings.title,
    width: 'medium',
    height: 'large',
    card: CardFactory.adaptiveCard(settingsDialogCard(await viewOf(said, ports), messages)),
  };
}

async function viewOf(said: Said, ports: TeamsPorts): Promise<SettingsView> {
  const standing = await ports.desk.read();
  const { knowledgeOwner } = standing.values;
  const owner = knowledgeOwner === '' ? undefined : await identifyAgent(knowledgeOwner, ports);
  const subscriptions = await ports.alertSubscriptions.list();
  return {
    ...standing,
    ...said,
    ownerName: owner?.name || knowledgeOwner,
    channels: subscriptions.map(({ channelName: name, ...channel }) => ({ ...channel, name })),
  };
}

/** What somebody typed is shown to them again, to be mended. */
function textsIn(
  data: Readonly<Record<string, unknown>>,
  closed: readonly (keyof HouseSettings)[],
): NonNullable<Said['typed']> {
  const names = TEXTS.filter((name) => !closed.includes(name) && typeof data[name] === 'string');
  return Object.fromEntries(names.map((name) => [name, String(data[name]).slice(0, TYPED_CHARACTERS)]));
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

/**
 * True when the admin who saves would be none afterwards: so there is always one left, who sees what the change did.
 * Also true while nobody can tell.
 */
async function locksOut(
  agentId: string,
  roles: readonly NamedId[],
  { directory }: Pick<TeamsPorts, 'directory'>,
): Promise<boolean> {
  try {
    const then = await directory.findUnder?.(agentId, roles);
    return then === undefined || authorize(then, 'changeSettings') !== undefined;
  } catch (error) {
    if (!(error instanceof DirectoryUnavailable)) throw error;
    return true;
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
    case 'map':
      return 'most' in problem
        ? words.tooManyGroups(words.labels[problem.name], problem.most)
        : words.wrongGroups(words.labels[problem.name], problem.wrong);
  }
}

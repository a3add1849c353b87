import { randomUUID } from 'node:crypto';
import type { TurnContext } from 'botbuilder';
import { z } from 'zod';
import type { AdaptiveCard } from '../../cards/adaptiveCard.ts';
import { EVERYBODY, uploadCard, type UploadView } from '../../cards/uploadCard.ts';
import type { DocumentUpload } from '../../domain/documentUpload.ts';
import { authorize } from '../../guards/authorize.ts';
import { readUpload } from '../../knowledge/readUpload.ts';
import { takeInUpload } from '../../knowledge/takeInUpload.ts';
import { CannotDownload } from '../../ports/fileDownloads.ts';
import { refuseAdmin } from '../adminTurn.ts';
import type { ButtonPress } from '../cardButtons.ts';
import { knownGroups } from '../knownGroups.ts';
import type { TeamsPorts, TeamsSettings } from '../ports.ts';
import { readTurn, type Turn } from '../readTurn.ts';

const ADD = /^\/?(?:add document|dokument aufnehmen)[?.! ]*$/i;

/** A file somebody sent into a personal chat (Teams: FileDownloadInfo). */
const sentFile = z.object({
  contentType: z.literal('application/vnd.microsoft.teams.file.download.info'),
  name: z.string().min(1).max(400),
  content: z.object({ downloadUrl: z.string().max(4096) }),
});

/**
 * Reads a document that came with "add document", or from an admin who has no calls to write notes of, and shows what
 * was read; false for any other message.
 */
export async function takeDocument(
  { context, turn }: { context: TurnContext; turn: Turn },
  ports: TeamsPorts,
  settings: TeamsSettings,
): Promise<boolean> {
  const file = (context.activity.attachments ?? [])
    .map((one) => sentFile.safeParse(one))
    .find(({ success }) => success);
  const isAdminOnly =
    authorize(turn.agent, 'addDocument') === undefined && authorize(turn.agent, 'draftNote') !== undefined;
  if (file?.data === undefined || !(ADD.test(turn.text) || (turn.text === '' && isAdminOnly))) return false;
  const refused = await refuseAdmin({ turn, action: 'addDocument', what: 'document' }, ports);
  const sent = refused ?? (await readSent(file.data, turn, ports));
  if (typeof sent === 'string') await context.sendActivity(sent);
  else {
    const groups = await knownGroups(ports, settings);
    const content = uploadCard({ ...sent, groups, standing: { kind: 'waiting' } }, turn.messages);
    const attachments = [{ contentType: 'application/vnd.microsoft.card.adaptive', content }];
    await context.sendActivity({ type: 'message', text: turn.messages.admin.upload.isRead, attachments });
  }
  return true;
}

/** The document as it was read, or a sentence why not. */
async function readSent(
  file: z.infer<typeof sentFile>,
  turn: Turn,
  ports: TeamsPorts,
): Promise<DocumentUpload | string> {
  try {
    const bytes = await ports.files.download(file.content.downloadUrl);
    const outcome = await readUpload({ name: file.name, bytes });
    if (outcome.kind !== 'read')
      return outcome.kind === 'unreadable' ? outcome.sentence : turn.messages.drafts.noDownload;
    const { agentId } = turn.agent;
    const upload = { uploadId: randomUUID(), agentId, at: ports.clock.now(), read: outcome.read };
    await ports.uploads.save(upload);
    return upload;
  } catch (error) {
    if (!(error instanceof CannotDownload)) throw error;
    ports.log.warn({ agentId: turn.agent.agentId, reason: error.reason }, 'document not fetched');
    return turn.messages.drafts.noDownload;
  }
}

const button = z.object({
  verb: z.enum(['takeInUpload', 'dropUpload']),
  uploadId: z.string().max(100),
  who: z.string().max(4000).default(''),
});

/** Takes a document in for those who were chosen, or puts it away; the role and the groups are asked anew. */
export async function pressUploadButton(
  { context, given }: ButtonPress,
  ports: TeamsPorts,
  settings: TeamsSettings,
): Promise<AdaptiveCard | string> {
  const turn = await readTurn(context, ports);
  const refused = await refuseAdmin({ turn, action: 'addDocument', what: 'document button' }, ports);
  if (refused !== undefined) return refused;
  const words = turn.messages.admin.upload;
  const read = button.safeParse(given);
  const upload = read.success ? await ports.uploads.find(read.data.uploadId) : undefined;
  if (!read.success || upload === undefined) return words.gone;
  const known = await knownGroups(ports, settings);
  const show = (standing: UploadView['standing']): AdaptiveCard =>
    uploadCard({ ...upload, groups: known, standing }, turn.messages);
  if (read.data.verb === 'dropUpload') {
    return (await ports.uploads.remove(upload.uploadId)) ? show({ kind: 'away' }) : words.gone;
  }
  const chosen = read.data.who.split(',').filter(Boolean);
  const isSound = chosen.length > 0 && chosen.every((name) => name === EVERYBODY || known.includes(name));
  if (!isSound) return show({ kind: 'waiting', problem: words.whoMissing });
  const groups = chosen.includes(EVERYBODY) ? null : chosen;
  const by = { agentId: turn.agent.agentId, tenantId: turn.tenantId };
  return (await takeInUpload({ upload, by, groups }, ports)) ? show({ kind: 'in', groups }) : words.gone;
}

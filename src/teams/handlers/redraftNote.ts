import type { AdaptiveCard } from '../../cards/adaptiveCard.ts';
import { draftCard } from '../../cards/draftCard.ts';
import type { ApprovalProblem, NoteDraft, WrittenNote } from '../../domain/noteDraft.ts';
import { readableDraft } from '../../notes/readableDraft.ts';
import { type Changeable, keepTyped, swapAndRedraft } from '../../notes/redraft.ts';
import { standingOf } from '../../notes/standingOf.ts';
import { auditRefusal } from '../auditRefusal.ts';
import type { TeamsPorts } from '../ports.ts';
import type { Turn } from '../readTurn.ts';

/** A button that changes a draft, as its data says; the data is believed in nothing. */
export interface RedraftButton {
  verb: 'swapSpeakers' | 'redraftNote';
  draftId: string;
  version: number;
  nonce: string;
  wish?: string | undefined;
  /** What the agent typed on the card, and pressed another button than to approve. */
  changed: Partial<WrittenNote>;
}

const WISH_CHARACTERS = 500;

/** Turns the speakers round, or has the model write anew in the background; the card says what happened. */
export async function redraftNote(
  pressed: RedraftButton,
  turn: Turn,
  ports: TeamsPorts,
): Promise<AdaptiveCard | string> {
  const { draftId, version, nonce, changed } = pressed;
  const { messages } = turn;
  const agentId = turn.agent.agentId.toLowerCase();
  const seen = { draftId, version, nonce, agentId, language: messages.language, changed };
  const found = pressed.verb === 'swapSpeakers' ? await swapAndRedraft(seen, ports) : await keepTyped(seen, ports);
  if (found.kind === 'refused' && found.why === 'not-yours') {
    const what = `${pressed.verb} note ${draftId}`;
    await auditRefusal({ turn, what, reason: found.why, correlationId: draftId }, ports);
  }
  if (found.kind === 'refused') return refused(found, turn, ports);
  const wish = (pressed.wish ?? '').trim().slice(0, WISH_CHARACTERS);
  if (pressed.verb === 'swapSpeakers') ports.onDrafted(draftId);
  else if (wish === '') return cardOf({ draft: found.draft, problem: 'no-wish' }, turn, ports);
  else ports.redraft?.({ draftId, wish });
  return cardOf({ draft: found.draft }, turn, ports);
}

function refused(
  found: Exclude<Changeable, { kind: 'changeable' }>,
  turn: Turn,
  ports: TeamsPorts,
): Promise<AdaptiveCard> | string {
  const words = turn.messages.drafts;
  if ('draft' in found) return cardOf({ draft: found.draft, problem: found.why }, turn, ports);
  ports.log.warn({ agentId: turn.agent.agentId, why: found.why }, 'note not changed');
  return found.why === 'gone' ? words.gone : words.notYours;
}

/** The note as its agent is to see it and may read it now. */
export async function cardOf(
  { draft: kept, problem }: { draft: NoteDraft; problem?: ApprovalProblem | undefined },
  { agent, messages }: Turn,
  ports: TeamsPorts,
): Promise<AdaptiveCard> {
  const draft = await readableDraft(kept, agent.groups, ports);
  const standing = await standingOf(draft, ports);
  const isWriting = ports.isWriting(draft.draftId);
  const canRedraft = ports.redraft !== undefined;
  return draftCard({ draft, standing, dispositions: ports.dispositions, problem, isWriting, canRedraft }, messages);
}

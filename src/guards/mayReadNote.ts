import type { Agent } from '../domain/agent.ts';
import type { NoteDraft } from '../domain/noteDraft.ts';
import { authorize } from './authorize.ts';

/** Whether this person may read this note now: their own with the role for it, anybody's as a supervisor. */
export function mayReadNote(note: Pick<NoteDraft, 'agentId' | 'origin'>, reader: Agent | undefined): boolean {
  if (reader === undefined) return false;
  if (note.agentId !== reader.agentId.toLowerCase()) return reader.roles.includes('supervisor');
  return note.origin === 'call' ? reader.roles.includes('agent') : authorize(reader, 'draftNote') === undefined;
}

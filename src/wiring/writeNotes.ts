import type { Language } from '../domain/language.ts';
import { improveDraft } from '../notes/improveDraft.ts';
import type { CallTeller } from '../teams/callTeller.ts';
import { showDraft } from '../teams/showDrafts.ts';
import type { TurnRunner } from '../teams/turnRunner.ts';
import type { Ports } from './connectPorts.ts';

/** Has a model write drafts anew in the background, where there is one. */
export interface NoteWriter {
  /** A draft was made: its note may be written better. */
  onDrafted: (draftId: string) => void;
  /** Whether another text may replace this draft in a moment. */
  isWriting: (draftId: string) => boolean;
}

/** Begins to write each draft as it is made, and shows what came of it where its card stands. */
export function writeNotes(
  told: CallTeller & { runner: Pick<TurnRunner, 'start'>; languageOf: (agentId: string) => Promise<Language> },
  ports: Ports,
): NoteWriter {
  const { modelHouse } = ports;
  if (modelHouse === undefined) return { onDrafted: () => undefined, isWriting: () => false };
  const atWork = new Map<string, number>();
  const count = (draftId: string, by: number): void => {
    const left = (atWork.get(draftId) ?? 0) + by;
    if (left > 0) atWork.set(draftId, left);
    else atWork.delete(draftId);
  };
  const write = async (draftId: string): Promise<void> => {
    try {
      await improveDraft(draftId, { ...ports, ...modelHouse, languageOf: told.languageOf });
    } catch (error) {
      ports.log.error({ draftId, kind: error instanceof Error ? error.name : typeof error }, 'note not written');
    } finally {
      count(draftId, -1);
    }
    // Also when nothing came of it: the card says that a text is still to come.
    await showDraft(draftId, told, { ...ports, isWriting: (id) => atWork.has(id) });
  };
  return {
    onDrafted: (draftId) => {
      count(draftId, 1);
      told.runner.start(() => write(draftId));
    },
    isWriting: (draftId) => atWork.has(draftId),
  };
}

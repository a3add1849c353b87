import type { Language } from '../domain/language.ts';
import { improveDraft, type WantedNote } from '../notes/improveDraft.ts';
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
  /** Writes it anew as its agent wants it; undefined without a model. */
  redraft: ((wanted: WantedNote) => void) | undefined;
}

/** Begins to write each draft as it is made, and shows what came of it where its card stands. */
export function writeNotes(
  told: CallTeller & { runner: Pick<TurnRunner, 'start'>; languageOf: (agentId: string) => Promise<Language> },
  ports: Ports,
): NoteWriter {
  const { modelHouse } = ports;
  if (modelHouse === undefined) return { onDrafted: () => undefined, isWriting: () => false, redraft: undefined };
  const atWork = new Map<string, number>();
  const count = (draftId: string, by: number): void => {
    const left = (atWork.get(draftId) ?? 0) + by;
    if (left > 0) atWork.set(draftId, left);
    else atWork.delete(draftId);
  };
  const write = async ({ draftId, wish }: WantedNote): Promise<void> => {
    let isChanged = false;
    try {
      isChanged = await improveDraft({ draftId, wish }, { ...ports, ...modelHouse, languageOf: told.languageOf });
    } catch (error) {
      ports.log.error({ draftId, kind: error instanceof Error ? error.name : typeof error }, 'note not written');
    } finally {
      count(draftId, -1);
    }
    // Also when nothing came of it: the card says that a text is still to come.
    const problem = wish !== undefined && !isChanged ? 'not-rewritten' : undefined;
    await showDraft({ draftId, problem }, told, { ...ports, ...writer });
  };
  const begin = (wanted: WantedNote): void => {
    count(wanted.draftId, 1);
    told.runner.start(() => write(wanted));
  };
  const writer: NoteWriter = {
    onDrafted: (draftId) => begin({ draftId }),
    isWriting: (draftId) => atWork.has(draftId),
    redraft: begin,
  };
  return writer;
}

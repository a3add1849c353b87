import type { MessagePlace, NoteDraft } from '../domain/noteDraft.ts';

/** A message that shows a note, or words of its call, in the chat of whoever reads it. */
export interface ShownNote extends MessagePlace {
  draftId: string;
  readerId: string;
}

/** The same with whose note it is by now, which decides who may read it. */
export type StandingNote = ShownNote & Pick<NoteDraft, 'agentId' | 'origin' | 'callId'>;

/** Messages that show what customers said, for as long as they may have to be emptied; the same for every process. */
export interface ShownMessages {
  /** Remembers a message; false when its note was forgotten meanwhile: then the message must be emptied at once. */
  noteShown(shown: ShownNote): Promise<boolean>;
  /** Everybody in whose chat a note stands. */
  readers(): Promise<readonly string[]>;
  /** All notes in somebody's chat, or only those that are not (any more) their own. */
  notesOf(readerId: string, which: 'all' | 'of-others'): Promise<readonly StandingNote[]>;
  /** Messages that showed a customer who was forgotten, and since when. */
  forgotten(): Promise<readonly (MessagePlace & { since: Date })[]>;
  /** Nothing stands there any more. */
  emptied(place: MessagePlace): Promise<void>;
}

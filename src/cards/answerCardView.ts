import type { Answer } from '../domain/answer.ts';
import type { Passage } from '../domain/passage.ts';
import type { Messages } from '../messages/messages.ts';

/** What an answer card shows besides the answer. */
export interface AnswerCardView {
  /** Key under which the buttons find the answer again. */
  answerId: string;
  answer: Answer;
  /** True where no message text stands above the card: dialogs and inserted cards. */
  showsSpoken?: boolean;
  /** The source that is expanded in place; `passage` is undefined when it may no longer be read. */
  opened?: {
    n: number;
    passage: Passage | undefined;
    /** Where the reader alone can open the document for a while; shown when it has no public address. */
    link?: string | undefined;
  };
  hasFlagged?: boolean;
  /** False where the buttons could not reach the asker's answer. */
  hasButtons?: boolean;
}

/** One attempt at drawing a view. */
export interface Drawing {
  view: AnswerCardView;
  messages: Messages;
  /** Share of the usual text lengths that this attempt uses, 0 to 1. */
  share: number;
}

/** Longest title of a document on a card; in sentences and labels half of it. */
export const TITLE_CHARACTERS = 120;

import type { Admission } from './admitActivity.ts';
import type { EarpieceAdapter } from './earpieceAdapter.ts';

/** How people are spoken to first. */
export interface CallTeller {
  adapter: Pick<EarpieceAdapter, 'continueConversationAsync'>;
  /** A chat that would not be admitted any more is not written to either. */
  admission: Admission;
  /** App id of the bot; empty in local mode. */
  botId: string;
}

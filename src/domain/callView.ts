import type { CustomerFacts } from './customerFacts.ts';

/** How a phrase that was asked for has come on; 'lost' may have arrived or not. */
export type CodePhraseState = 'on-its-way' | 'arrived' | 'lost' | 'unwanted';

/** What the agent of an outbound call can do to prove who they are: send a phrase, or read out the one that was sent. */
export type CodePhraseView = { kind: 'offered' } | { kind: 'sent'; phrase: string; state: CodePhraseState };

/** What one agent may see of one call now; of one that is not theirs there is nothing to see. */
export type CallView =
  | { kind: 'caller'; isLive: boolean; facts: CustomerFacts; codePhrase?: CodePhraseView }
  | { kind: 'choose'; isLive: boolean; candidates: readonly { customerId: string; name: string }[] }
  | { kind: 'identify'; isLive: boolean }
  | { kind: 'handed-over' }
  /** Said of whoever lost the role for calls. */
  | { kind: 'no-role' }
  | { kind: 'over' };

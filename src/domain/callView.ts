import type { CustomerFacts } from './customerFacts.ts';

/** What one agent may see of one call now; of one that is not theirs there is nothing to see. */
export type CallView =
  | { kind: 'caller'; isLive: boolean; facts: CustomerFacts }
  | { kind: 'choose'; isLive: boolean; candidates: readonly { customerId: string; name: string }[] }
  | { kind: 'identify'; isLive: boolean }
  | { kind: 'handed-over' }
  /** Said of whoever lost the role for calls. */
  | { kind: 'no-role' }
  | { kind: 'over' };

import type { SignalRule } from './signal.ts';

/** Told from the manner of other phrases, see reportedSpeech.ts: they have no phrases of their own. */
export const RETELLING: readonly SignalRule[] = [
  { name: 'retold-request', side: 'suspect', sign: -1, patterns: [] },
  { name: 'tells-of-somebody', side: 'suspect', sign: -1, patterns: [] },
  { name: 'relayed-request', side: 'suspect', sign: 1, patterns: [] },
];

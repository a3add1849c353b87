import { ANNOUNCEMENTS } from './announcements.ts';
import { ASKS } from './asks.ts';
import { MONEY } from './money.ts';
import { PRETEXTS } from './pretexts.ts';
import { PROTECTION } from './protection.ts';
import { REACTIONS } from './reactions.ts';
import { SCRIPTS } from './scripts.ts';
import type { SignalRule } from './signal.ts';
import { TACTICS } from './tactics.ts';
import { TAKEOVER } from './takeover.ts';

/** Every kind of talk the detector knows, in a fixed order: saved states and trained weights rely on names, not places. */
export const SIGNAL_RULES: readonly SignalRule[] = [
  ...ASKS,
  ...MONEY,
  ...PRETEXTS,
  ...ANNOUNCEMENTS,
  ...SCRIPTS,
  ...TACTICS,
  ...TAKEOVER,
  ...REACTIONS,
  ...PROTECTION,
];

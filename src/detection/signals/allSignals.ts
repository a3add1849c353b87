import { ANNOUNCEMENTS } from './announcements.ts';
import { ASKS } from './asks.ts';
import { AT_AGENT } from './atAgent.ts';
import { DEMANDS } from './demands.ts';
import { GRIP } from './grip.ts';
import { HESITATION } from './hesitation.ts';
import { MONEY } from './money.ts';
import { OPENNESS } from './openness.ts';
import { PRETEXTS } from './pretexts.ts';
import { PROTECTION } from './protection.ts';
import { REACTIONS } from './reactions.ts';
import { SCRIPTS } from './scripts.ts';
import { RETELLING } from './retelling.ts';
import type { SignalRule } from './signal.ts';
import { STEERING } from './steering.ts';
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
  ...STEERING,
  ...GRIP,
  ...DEMANDS,
  ...TAKEOVER,
  ...AT_AGENT,
  ...REACTIONS,
  ...HESITATION,
  ...PROTECTION,
  ...OPENNESS,
  ...RETELLING,
];

import type { MarkedUnit } from './markUnits.ts';
import { says } from './said.ts';

/** What people say while they do something, or once it is done: the step belongs to the call, not to afterwards. */
const REPORTS =
  /\b(?:i'm|we're) (?:unplugging|doing|trying|looking|checking|clicking|restarting|turning|opening|typing|on (?:it|that|the)|in|there|seeing|holding|at the|back)\b|\bi (?:see|did|just did|found|clicked|can see|don't see|can't see|pressed|typed|have (?:done|restarted|checked|it open))\b|\b(?:it|that|this|they|everything|nothing)(?:'s| is|'re| are)? (?:now |still |just |all |both )?(?:on|off|back|up|working|connected|green|red|blinking|flashing|done|open|saying|showing|says|shows|works?|worked|helped|printed|printing|loading|loaded|connects|didn't|doesn't|isn't|aren't|not|still|the same|asking|came|gone)\b|\bstill (?:not|nothing|the same|offline|doesn't|isn't|no)\b|^(?:okay|ok|right|yes|all right|alright)?[,. ]*(?:done|got it|did that|that's done)\b|\b(?:es|das) (?:ist|geht|funktioniert|läuft|steht|zeigt)\b/;

/** Somebody at work on what they were just told: no reason for a call and nothing left to do. */
const AT_WORK =
  /^(?:(?:okay|ok|sure|yes|all right|alright|right)[,. ]+)*(?:i'm|we're|i'll|let me|i can) (?:just |now )?(?:unplugging|doing|trying|checking|clicking|restarting|turning|opening|typing|do|try|give (?:it|that) a (?:try|go)|check|grab|look|click|turn|open|restart|unplug)\b/;

/** Whether a customer tells that they are doing what they were told. */
export function isAtWork(unit: MarkedUnit): boolean {
  return unit.speaker !== 'agent' && says(unit, AT_WORK);
}

/** Later than this it is the answer to something else. */
const TURNS = 3;

/** Whether the customer tells, right after being told what to do or saying they will, that they do it or how it went. */
export function isDoneInCall(unit: MarkedUnit, units: readonly MarkedUnit[]): boolean {
  // "I'll do that now… It's back on."
  if (isAtWork(unit) && says(unit, REPORTS)) return true;
  for (let at = unit.place + 1; at < units.length; at += 1) {
    const next = units[at];
    if (next === undefined || next.utterance > unit.utterance + TURNS) return false;
    if (next.speaker !== 'agent' && says(next, REPORTS)) return true;
  }
  return false;
}

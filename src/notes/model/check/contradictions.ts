import { stem } from '../../../domain/words.ts';
import { isOtherActor } from './actors.ts';
import { type Claim, saysNo, tellsComing, tellsWeighed, waysOf } from './claim.ts';
import { isOtherFigure } from './figuresBeside.ts';
import { isOtherLabel } from './labels.ts';
import { isOtherWayOfMoney } from './moneyWays.ts';
import { heardIn } from './heardWords.ts';
import { isOpposite } from './opposites.ts';
import { isOtherReply } from './replies.ts';

/** Everything that can be told by rule to speak against a sentence, by name. */
export const RULES: Readonly<Record<string, (claim: Claim) => boolean>> = {
  denied: isDenied,
  'only open': isOnlyOpen,
  'only asked': isOnlyAsked,
  opposite: isOpposite,
  'other figure': isOtherFigure,
  'other actor': isOtherActor,
  'other reply': isOtherReply,
  'other label': isOtherLabel,
  'other way of money': isOtherWayOfMoney,
};

/** Whether the lines of a sentence speak against it. A "no" of a rule is no proof: what no rule can tell stays open. */
export function isContradicted(claim: Claim): boolean {
  return Object.values(RULES).some((rule) => rule(claim));
}

/** "An ambulance was called" of "I don't want to call no ambulance": a word is only said as not so, there and close by. */
function isDenied(claim: Claim): boolean {
  if (saysNo(claim.text)) return false;
  const close = heardIn(claim.around);
  return claim.stems.some((one) => {
    const ways = waysOf(claim, one);
    if (ways.size !== 1 || !ways.has('denied')) return false;
    return !close.some(({ stem: other, way }) => other === one && (way === 'said' || way === 'coming'));
  });
}

/** Told as done, by the form of its verb. */
const DONE = /\b\p{L}{2,}(?:ed|ought|aught|ept|ent|aken|iven)\b/giu;
const NOT_DONE =
  /^(?:need|speed|feed|indeed|hundred|red|bed|different|current|recent|urgent|agent|moment|payment|appointment|present|percent|parent|rent|shed|used|based|united|named|\p{L}+ment)$/iu;

/** What it has as done, or as sure to come, is only wished, weighed, asked or denied, wherever it is said. */
function isOnlyOpen(claim: Claim): boolean {
  if (saysNo(claim.text) || tellsWeighed(claim)) return false;
  const verbs = (claim.text.match(DONE) ?? []).filter((verb) => !NOT_DONE.test(verb)).map(stem);
  const isComing = tellsComing(claim);
  // A "renewal" that is spoken of is none that was done.
  const heard = claim.heard.filter(({ word }) => !/(?:al|ment|tion|sion)s?$/.test(word));
  return verbs.some((verb) => {
    const ways = waysOf({ heard }, verb);
    return ways.size > 0 && !ways.has('said') && !(isComing && ways.has('coming'));
  });
}

/**
 * Nothing of what it says was said as so: all of it stands in questions, in requests nobody agreed to, or under conditions
 * when the sentence says that it was done.
 */
function isOnlyAsked(claim: Claim): boolean {
  if (saysNo(claim.text) || tellsWeighed(claim)) return false;
  const ways = claim.stems.map((one) => waysOf(claim, one)).filter(({ size }) => size > 0);
  const isPast = /\b(?:was|were|has been|have been)\b/i.test(claim.text);
  if (isPast && ways.length > 0 && ways.every((one) => !one.has('said') && !one.has('coming'))) return true;
  return ways.length > 0 && ways.every((one) => !one.has('said') && !one.has('coming') && !one.has('weighed'));
}

import { stem, tellingStems, wordsOf } from '../../../domain/words.ts';
import type { MarkedUnit } from '../../draft/markUnits.ts';
import type { Claim } from './claim.ts';

type Side = 'customer' | 'company';

const OWN =
  /\b(?:i|we)(?:['’]ll|['’]ve|['’]m| will| am| have| just| can| need to| have to|['’]re)?(?: \p{L}+ly| just| also| now| then| going to| gonna| to)* $/u;
const OTHERS =
  /\byou(?:['’]ll|['’]ve|['’]re|['’]d)?(?: will| can| have| are| need to| have to| should| must| just| also| then| now| still)*(?: to)? $/u;
const ASKED_TO = /(?:^|[.] |\b(?:please|just|then) )$/u;
/** What the words of an action begin with when they say what is done. */
const VERB =
  /^(?:send|call|ring|return|post|email|e-mail|text|pay|refund|credit|order|book|cancel|check|confirm|update|arrange|collect|deliver|replace|bring|take|keep|contact|visit|sign|fill|upload|transfer|raise|reset|remove|add|change|close|open|let|give|put|speak|chase|issue|process|schedule|submit|review|report|install|test|try|read|write|print|scan|decide|drop|pick|register|move|set|switch|turn|unplug|renew|forward|provide|ask|look|follow|make|get|phone)$/;

const SUBJECT =
  /^(?:the |unresolved: )?(customer|caller|client|she|he|agent|advisor|adviser|company)(?:'s)? (?!was|were|is (?!to)|has been|got|gets|received|receives)(?:will |is to |has to |needs? to |must |should |agreed to |promised to |has |had )?(\p{L}+)/iu;

/** The sentence has somebody do what the call has the other side do, wherever it is said. */
export function isOtherActor({ text, who, units, stems }: Claim): boolean {
  const [subject, verb] = who === undefined ? subjectOf(text) : [sideOf(who), wordsOf(text)[0]];
  if (subject === undefined || verb === undefined || (who !== undefined && !VERB.test(verb))) return false;
  const wanted = stem(verb);
  const acts = units.flatMap((unit) => actsOf(unit, wanted));
  const about = acts.filter(({ object }) => object.some((one) => one !== wanted && stems.includes(one)));
  const sides = about.length > 0 ? about : acts;
  return sides.length > 0 && sides.every(({ side }) => side !== subject);
}

function subjectOf(text: string): [Side | undefined, string | undefined] {
  const [, who, verb] = SUBJECT.exec(text) ?? [];
  return who === undefined ? [undefined, undefined] : [sideOf(who.toLowerCase()), verb];
}

function sideOf(who: string): Side {
  return /^(?:agent|adv|company)/.test(who) ? 'company' : 'customer';
}

/** Words after a verb that say what is done. */
const OBJECT_CHARACTERS = 50;

/** Who does it in this sentence and to what, for each time the verb comes up with somebody before it. */
function actsOf({ plain, speaker }: MarkedUnit, verb: string): { side: Side; object: readonly string[] }[] {
  if (speaker === 'unknown') return [];
  const own: Side = speaker === 'customer' ? 'customer' : 'company';
  const other: Side = own === 'customer' ? 'company' : 'customer';
  return [...plain.matchAll(/\p{L}+/gu)].flatMap((match) => {
    if (stem(match[0]) !== verb) return [];
    const before = plain.slice(Math.max(0, match.index - 60), match.index);
    const after = plain.slice(match.index, match.index + OBJECT_CHARACTERS).split(/[,;.?!]|\band\b/)[0] ?? '';
    const object = tellingStems(after);
    if (OWN.test(before)) return [{ side: own, object }];
    if (OTHERS.test(before)) return [{ side: other, object }];
    return speaker === 'agent' && ASKED_TO.test(before) ? [{ side: other, object }] : [];
  });
}

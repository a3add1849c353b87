/** What kind of frame a phrase opens, see reportedSpeech.ts. */
export type Frame =
  /** Of a stranger who called, wrote or cheated: whose words follow is known, none were told yet. */
  | 'approached'
  /** A stranger said, or somebody said they were of a firm. */
  | 'stranger'
  /** What fraudsters do. */
  | 'explained'
  /** The speaker's own house said, or has told them. */
  | 'house'
  /** A manager, a court or a bank said: a stranger's in a story of one, else of the speaker's side. */
  | 'role'
  /** "He said": whosever words were told before. */
  | 'said'
  /** Looser turns of speech that only go on with a story: "and goes", "it says", "they'll ask". */
  | 'goes-on'
  /** "Told me to", "I was to": retold by its grammar, whoever it was. */
  | 'told-to'
  /** The listener is asked what another said. */
  | 'asked-to-tell'
  /** A question or demand of the speaker's own, which ends a frame. */
  | 'own-turn';

const WHO =
  'man|woman|lad|lady|fella|fellow|bloke|chap|guy|girl|gentleman|boy|person|voice|scammer|caller|kid|dude|officer|recording';
const SAID = 'said|says|saying|goes|told|tells|asked|asks|wanted|wants|claimed|insisted|kept|promised|threatened|like';
const ME = 'me|us|him|her|them|my|mum|dad|gran|grandma|grandad';
const I = 'i|ive|we|weve|he|hes|she|shes|mum|dad|gran|husband|wife|customer|husbands';
const ROLE =
  'bank|court|judge|agency|office|engineer|supervisor|manager|system|department|auditor|auditors|compliance|accounting|clerk|technician|sheriff|captain|agent|customs|sergeant|inspector|vendor|driver|doctor|hospital|lawyer|billing|hr|engineering|management|boss|director|team|company|police|officers';

const PATTERNS: Readonly<Record<Frame, readonly string[]>> = {
  approached: [
    `${I} got|had|get|gets|took|received|getting ~3 call|text|message|email|letter|voicemail|recording`,
    `${I} got|had|get ~2 ${WHO} ~2 on|ring|rang|saying|phone`,
    `somebody|someone|they|he|she|hes|shes|theyve|${WHO} ~1 rang|rings|phoned|phones|called|calls|messaged|texted|contacted|rung ~1 ${ME}|up|again|yesterday|this|last`,
    `a|this|some|another|one ${WHO} ~3 rang|rings|phoned|phones|called|calls|came|answered`,
    `${I} ~2 scammed|conned|tricked|defrauded|duped|hacked|robbed`,
    'gave|given|sent|paid ~4 man|woman|stranger|guy|fella|scammer|scammers',
    'report|reporting ~3 scam|scammer|fraud|fraudster',
  ],
  stranger: [
    `a|this|some|another|one ${WHO} ~4 ${SAID}`,
    `customer|customers|caller|member|client ~1 ${SAID}`,
    'said|says|saying|claimed|claiming|pretending he|she|they was|were from|the|a|an|my|our|calling|ringing|with|police|garda|sergeant|officer|detective|inspector',
    'said|says|saying|claimed|claiming|pretending hes|shes|theyre|to from|the|a|an|my|our|be|calling|ringing|with|police|officer|detective|inspector',
    'call|text|message|email|letter|voicemail|recording ~1 said|says|saying|goes|went|reads',
  ],
  explained: [
    'what|how they|these ~2 do|did|work|get|happens',
    'scammers|fraudsters|criminals|crooks|thieves|conmen|gangs',
    'somebody|someone|people ~1 ring|rings|call|calls|phone|phones',
  ],
  house: [
    `my|our ~1 supervisor|manager|boss|colleague|colleagues|director|engineer|auditor|auditors|department|team|office|solicitor|system|captain|commander|clerk|partner|head ~2 said|says|say|told|tells|asked|asks|wants|wanted|has|have`,
    `${ROLE} ~1 have|has|had ~1 told|asked|instructed us|me`,
    'ive|weve|id|i|just ~2 spoken|spoke|phone ~2 to|with my|our|the',
    'it|file|system says here|that',
  ],
  role: [`${ROLE} ~2 said|says|say|told|tells|asked|asks|instructed|saying`],
  said: [`he|she|they|hes|shes|theyre ~2 ${SAID}`],
  'goes-on': [
    `and|then|it|screen|popup|page|notice|paper ~2 ${SAID}`,
    'they|theyll|he|she ~2 say|tell|ask|want|pretend|claim|send|get|make|go',
    'he|she|they|hes|shes ~1 was|were|is|like like|going|on',
    'apparently|supposedly|allegedly',
    'ill|im ~1 read|reading ~1 it|you|this|out',
    'word for word',
  ],
  'told-to': [
    `told|asked|wanted|wants|begged|instructed|ordered|urged|tells|asks|made|had|got|getting|advised|let ${ME} ~3 to|not|read|go|put|press|send|buy|open|take|move|write|say|type|draw`,
    'i|he|she was|wasnt to|told|asked|supposed|meant|made',
    'they|we were|werent told|asked|supposed|meant|made',
    'i|he|she|id|hed|shed ~1 had|got to',
    'i|he|she|dad|mum read|gave|sent|typed|pressed|bought|paid|transferred|moved ~1 him|her|them',
  ],
  'asked-to-tell': [
    'what|how did|was|has|have|else|were ~2 he|she|they|this|that|those|the ~2 say|saying|said|tell|ask|asked|want|wanted|get|do|have',
    'did he|she|they|anyone|anybody ~1 ask|say|tell|want|get|give|mention',
    'in your own words',
    'tell|told ~2 what he|she|they|was|happened',
  ],
  'own-turn': [
    'can|could|would|will|shall|do|have|are you|i|we',
    'so|now|okay|right|please ~1 you|just|go|open ~1 need|must|have|should|open|to|ahead',
    'i ~1 need|want you|your',
    'lets|please',
  ],
};

/** The frames as phrases to be matched with all others. */
export const FRAMES: readonly { frame: Frame; pattern: string }[] = Object.entries(PATTERNS).flatMap(
  ([frame, patterns]) => patterns.map((pattern) => ({ frame: frame as Frame, pattern })),
);

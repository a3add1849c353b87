/** What an offer is to do for the caller: cost less, give more, make them stay, or whatever fits. */
export type OfferAim = 'any' | 'cheaper' | 'more' | 'keep';

const OFFERS: readonly RegExp[] = [
  /\b(?:what|which|wat|anything|something|smth|sth)\b(?:\W+\w+){0,5}?\W+(?:offer|do for|suggest|recommend|propose|pitch)\b/i,
  /\b(?:any|what|which|wat|got|better|best|good|other|new|retention|loyalty|special)\b(?:\W+\w+){0,3}?\W+(?:deals?|offers?|options?)\b/i,
  /\b(?:upgrade|upsell|downgrade|retention|cheaper|tariff|plan)\W+(?:options?|offers?|deals?|ideas?)\b|^\W*(?:upgrade|offers?|deals?|options?)\b[^.]{0,30}\?*$/i,
  /\b(?:anything|something|smth|sth|any|can|could|is there|are there|got)\b.*\b(?:cheaper|lower price|smaller plan|faster|bigger plan)\b/i,
  /\bcheaper (?:plan|tariff|package|deal|option|bundle)s?\b|\b(?:wants?|like|needs?) to pay less\b|\breduce (?:her|his|their) bill\b/i,
  /\b(?:upgrade|downgrade|upsell) (?:her|him|them|this (?:customer|caller|lady|gentleman))\b|\bupgrade for\b/i,
  /\bhow (?:can|do|could|should) (?:i|we) (?:keep|save|retain) (?:her|him|them|this|the)\b|\b(?:keep|win|retain|save) (?:her|him|them|this customer)(?: (?:back|as a customer|from leaving|happy))?\W*$/i,
  /\bwas (?:kann|können|könnte|darf|soll)\b.*\b(?:anbieten|bieten)\b|\b(?:welche|gibt es|haben wir|bessere[sn]?|andere[sn]?)\b.*\b(?:angebote?|tarife?)\b.*\b(?:für|ihr|ihn|ihm|sie)\b/i,
  /\bwie (?:kann|können) (?:ich|wir)\b.*\b(?:halten|behalten)\b|\b(?:etwas|was|tarif)\b.*\b(?:günstigere[ns]?|billigere[ns]?|schnellere[ns]?)\b|\b(?:günstigere|billigere|schnellere|bessere)[nrs]? (?:tarif|angebot)/i,
];

/** Rules about offers and changes, and offers to others than the caller, are the knowledge base's to tell. */
const ASKS_RULE =
  /\b(?:costs?|fees?|charges?|gebühr|kostet|notice|frist|policy|steps?|process|procedure|script|how long|when (?:can|do|does|is)|do we offer|does (?:\w+ )?offer|offered to|how (?:do|can|should) (?:i|we) (?!keep|save|retain)\w+)\b/i;
const OTHERS =
  /\b(?:someone|somebody|anyone|people|customers|callers|new customer|students?|companies|staff|kunden|neukunden|vulnerable (?:customer|person)|in debt|in arrears)\b/i;
const PERSON =
  /\b(?:she|he|her|him|his|they|them|their|this (?:customer|caller|lady|gentleman|one)|the (?:customer|caller|lady|gentleman)|ihr|ihm|ihn|sie|er|ihnen|(?:der|die|dem|den|dieser|diesem|diesen) (?:kund\w+|anrufer\w*))\b/i;

const KEEP =
  /\b(?:retention|retain|loyalty|keep (?:her|him|them|this|the)|save (?:her|him|them|this)|win back|leav(?:e|es|ing)|cancel\w*|stay|halten|behalten|kündig\w*|kuendig\w*|bleib\w*)\b/i;
const CHEAPER =
  /\b(?:cheaper|pay(?:ing)? less|less (?:a|per) month|lower|save|saving|reduce|too (?:expensive|dear|much)|downgrade|smaller|afford|günstiger\w*|billiger\w*|sparen|weniger|zu teuer)\b/i;
const MORE =
  /\b(?:upgrade|upsell|faster|bigger|more (?:data|speed|gb|minutes)|(?:runs?|ran|running) out|used up|out of data|too slow|schneller\w*|größer\w*|mehr (?:daten|volumen|tempo)|zu langsam)\b/i;

/** What a question wants offered to the caller, or undefined when it asks for something else. */
export function offerAim(text: string): OfferAim | undefined {
  if (!OFFERS.some((words) => words.test(text)) || ASKS_RULE.test(text)) return undefined;
  if (OTHERS.test(text) && !PERSON.test(text)) return undefined;
  if (KEEP.test(text)) return 'keep';
  if (CHEAPER.test(text)) return 'cheaper';
  return MORE.test(text) ? 'more' : 'any';
}

/** True when the question says that it is about somebody. */
export function speaksOfPerson(text: string): boolean {
  return PERSON.test(text);
}

/** A part of a customer's record that a question can ask for. */
export type RecordPart = 'contract' | 'plan' | 'balance' | 'flags' | 'contacts' | 'contact' | 'name';

/** What a question wants of the caller's record, beside or instead of the knowledge base. */
export interface CallerTopics {
  /** 'record': the record alone answers. 'both': the record decides which policy holds. 'none': it is not needed. */
  needs: 'record' | 'both' | 'none';
  parts: readonly RecordPart[];
  /** True when it asks for something that records hold, of whomever. */
  asksOfPerson: boolean;
}

/** Somebody certain who is spoken of: the caller, unless a name says otherwise. */
const PERSON =
  /\b(?:she|he|her|hers|his|him|they|their|theirs|them|she's|he's|they're|(?:the|this|my|our) (?:customer|caller|client|lady|gentleman|account|member)|(?:customer|caller|client)['’]s|sie|ihr|ihre|ihrem|ihren|er|sein|seine|seinem|seinen|(?:der|die) (?:kunde|kundin|anrufer|anruferin))\b/i;

const CONTRACT =
  /\b(?:contract|agreement|minimum term|min(?:imum)? period|tied in|tie-in|lock(?:ed)?[- ]?in|commitment|vertrag|laufzeit|mindestlaufzeit)\b/i;
const TIME =
  /\b(?:end|ends|ended|ending|expire[sd]?|expiry|expiring|over|up|run out|runs out|left|remain(?:s|ing)?|start|starts|started|begin|began|begun|when|how long|since|until|till|still|date|dates|out of|in|renew(?:s|al)?|wann|endet|bis|seit|ende|läuft|noch)\b/i;

const PARTS: readonly (readonly [RecordPart, RegExp])[] = [
  [
    'plan',
    /\b(?:(?:what|which) (?:plan|tariff|package|bundle|deal|products?|services?|contract)\b.*\b(?:on|have|has|got|take|subscribed)|(?:her|his|their|current) (?:\w+ )?(?:plan|tariff|package|bundle|products?|services)\b|plan (?:is|are) (?:she|he|they)|welche[nr]? (?:tarif|vertrag)|(?:ihr|sein|ihren|seinen) tarif)/i,
  ],
  [
    'balance',
    /\b(?:balance|owes?|owed|owing|in arrears|arrears|outstanding|in debt|in credit|behind (?:on|with) (?:her|his|their)|saldo|schulde[nt]|offene[nr]? (?:betrag|rechnung))\b/i,
  ],
  [
    'flags',
    /\b(?:vulnerable|flags?|flagged|marked as|marker|markers|priority (?:services )?register|schutzbedürftig|gekennzeichnet|kennzeichen)\b/i,
  ],
  [
    'contacts',
    /\b(?:did (?:we|you|anyone|somebody|someone|the last agent) (?:tell|say|promise|offer|agree|discuss|do|speak)|(?:last|previous|recent|earlier|past) (?:time|contacts?|calls?|conversations?|interactions?|notes?)|(?:contact|call) history|(?:her|his|their|account) (?:history|notes)|why (?:did|has) (?:she|he|they) (?:last )?(?:call|called|ring|rung|contact|contacted)|(?:has|have) (?:she|he|they) (?:called|rung|contacted)|when did (?:she|he|they) last|spoke(?:n)? (?:to|with) (?:her|him|them)|letzte[nrs]? (?:mal|kontakte?|anrufe?|gespräche?)|beim letzten mal)\b/i,
  ],
  [
    'contact',
    /\b(?:(?:her|his|their|the customer['’]s|the caller['’]s|customer['’]s|caller['’]s) (?:\w+ )?(?:phone|telephone|mobile|number|e-?mail|address|postcode)|(?:phone number|e-?mail(?: address)?|address|postcode) (?:do we have|on (?:file|record|the account))|(?:ihre|seine) (?:telefonnummer|e-?mail|adresse|anschrift))\b/i,
  ],
  [
    'name',
    /\b(?:who (?:am i|are we) (?:speaking|talking) (?:to|with)|who is (?:calling|on the (?:line|phone))|(?:her|his|their|the (?:customer|caller)['’]s|(?:customer|caller)['’]s) (?:full |first |last )?name|mit wem spreche ich|wer ruft an)\b/i,
  ],
];

/** A question of a word or two asks for the record of whoever is on the line. */
const TERSE =
  /^(?:(?:and|und|what about|how about|so|ok) )?(?:(?:the|her|his|their|current|customer|caller|account) )*(contract(?: end| ends?| start| dates?| end dates?)?|plan|tariff|balance|flags?|history|notes|last contacts?|vulnerable|products|name|vertragsende|tarif|saldo|kennzeichen|letzte kontakte)[?.! ]*$/i;
const TERSE_PARTS: readonly (readonly [RegExp, RecordPart])[] = [
  [/contract|vertrag/i, 'contract'],
  [/plan|tari[f]|products/i, 'plan'],
  [/balance|saldo/i, 'balance'],
  [/flag|vulnerable|kennzeichen/i, 'flags'],
  [/history|notes|contact|kontakte/i, 'contacts'],
  [/name/i, 'name'],
];

/** How things are done and what follows from them is the knowledge base's to say, whoever asks. */
const POLICY =
  /\b(?:how (?:do|can|does|should|would|to|must)|steps?|procedure|process|policy|what happens|what if|what (?:do|should|must|can) (?:i|we)|do i|should i|need to|can i|fees?|charges?|penalty|cost|costs|rules?|script|explain|offers?|wie (?:kann|geht|muss)|was (?:passiert|mache)|gebühr|kosten)\b/i;

/** Where the end of the contract, or the plan, decides what the policy says. */
const DEPENDS =
  /\b(?:cancel|cancels|cancelling|cancellation|leave|leaves|leaving|terminate|termination|quit|exit|switch|switching|port out|early|notice|upgrade|upgrading|downgrade|downgrading|renew|renewal|move to|change (?:plan|tariff|package)|kündig\w*|kuendig\w*|frist|wechseln)\b/i;

/** What of the caller's record a question needs; `isCallerNamed` when it speaks of the caller by name or number. */
export function callerTopics(text: string, isCallerNamed = false): CallerTopics {
  const terse = TERSE.exec(text.trim());
  if (terse !== null) {
    const parts = TERSE_PARTS.filter(([word]) => word.test(terse[1] ?? '')).map(([, part]) => part);
    return { needs: 'record', parts: parts.slice(0, 1), asksOfPerson: true };
  }
  const parts = partsIn(text);
  const isOfPerson = isCallerNamed || PERSON.test(text) || parts.some((part) => part === 'contacts' || part === 'name');
  const asksRecord = parts.length > 0 && !POLICY.test(text);
  const asksOfPerson = isOfPerson || asksRecord;
  if (isOfPerson && DEPENDS.test(text)) return { needs: 'both', parts: ['contract', 'plan'], asksOfPerson };
  if (isOfPerson && asksRecord) return { needs: 'record', parts, asksOfPerson };
  return { needs: 'none', parts, asksOfPerson: asksRecord };
}

function partsIn(text: string): RecordPart[] {
  const parts = PARTS.filter(([, words]) => words.test(text)).map(([part]) => part);
  const isOfContract = CONTRACT.test(text) && TIME.test(text);
  return isOfContract && !parts.includes('contacts') ? ['contract', ...parts.filter((part) => part !== 'plan')] : parts;
}

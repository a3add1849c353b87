/** What kind of thing would answer a question. */
export type Wanted = 'amount' | 'time' | 'count' | 'steps' | 'contact' | 'any';

const STEPS =
  /\b(?:how (?:do|can|should|to|would)|steps?|procedure|process|(?:walk|talk|take|go) (?:\w+ )?through|what (?:now|next)|what (?:must|can|do|should|shall) (?:i|we|they|he|she) (?:do|say|take|check|tell|offer|first|try)\b|deal with|handle|troubleshoot|set ?up|fix|what (?:do|should) (?:i|we) do|wie (?:kann|geht|macht|richte|mache))\b/i;
const AMOUNT =
  /\b(?:how much|costs?|prices?|fees?|charges?|pays?|paid|cheap(?:er|est)?|expensive|refund(?:ed)?|compensation|discounts?|cap|amount|kostet|kosten|preis|gebühr|wie viel|teuer)\b|[£$€]/i;
const HOW_MUCH =
  /(?<!\bby )\b(?:how much|wie ?viel|was kostet|(?:costs?|prices?|fees?|charges?) (?:of|for)|what\b.{0,80}\b(?:costs?|prices?|fees?|charges?))\b|\b(?:cost|price|fee|charge)s?\W*$/i;
const TIME =
  /\b(?:when|(?:what|which) (?:times?|day|date)|how (?:long|soon|quick(?:ly)?|often|late|far (?:ahead|in advance)|much notice)|deadlines?|by what date|notice(?: period)?|days?|hours?|weeks?|months?|years?|until|opening|wann|wie lange|frist|dauert)\b/i;
const COUNT =
  /\b(?:how many|how (?:big|large|heavy|wide|tall|high|far)|what (?:size|percent|percentage|share)|weight|speeds?|data|allowance|limit|number of|maximum|minimum|wie viele)\b/i;
const CONTACT =
  /\b(?:phone number|number to (?:call|ring|phone)|(?:what|which) number|who (?:do|should|can) \w+ (?:call|ring|phone|contact|e-?mail)|e-?mail|address|website|contact|telefonnummer|welche nummer|adresse)\b/i;

/** The kinds of answer a question asks for, most telling first; 'any' when nothing gives it away. */
export function wantedBy(question: string): Wanted[] {
  const wanted: Wanted[] = [];
  if (STEPS.test(question)) wanted.push('steps');
  if (AMOUNT.test(question)) wanted.push('amount');
  if (TIME.test(question)) wanted.push('time');
  if (COUNT.test(question)) wanted.push('count');
  if (CONTACT.test(question)) wanted.push('contact');
  return wanted.length === 0 ? ['any'] : wanted;
}

/** True when nothing but an amount answers the question; a discount may also be a code or a rule. */
export function asksHowMuch(question: string): boolean {
  return HOW_MUCH.test(question);
}

/** True when a text holds something of the wanted kind. */
export function holds(text: string, wanted: Wanted): boolean {
  switch (wanted) {
    case 'amount':
      return /[£$€]\s?\d|\b(?:EUR|USD|GBP|CHF)\s?\d|\d\s?(?:%|percent|pence|pounds?|dollars?|euros?|(?:p|EUR|USD|GBP|CHF)\b)|\b(?:prices?|fees?|costs?|charges?|premiums?)\b[^.;:]{0,30}\s\d|\bfree\b|\bno (?:charge|fee|cost)/i.test(
        text,
      );
    case 'time':
      return /\b\d{1,6}(?:\s|-)(?:calendar |working |business )?(?:minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?)\b|\b(?:one|two|three|four|five|six|seven|ten|thirty|sixty) (?:calendar |working )?(?:hours?|days?|weeks?|months?)\b|\b(?:midnight|immediately|same day|next day|\d{1,2}(?::\d\d)? ?(?:am|pm))\b|\b\d{1,2} (?:january|february|march|april|may|june|july|august|september|october|november|december)\b/i.test(
        text,
      );
    case 'count':
      return /\d/.test(text);
    case 'contact':
      return /\d{3}[\s)-]*\d{3}|\b1\d\d\b|@|www\.|https?:/i.test(text);
    case 'steps':
    case 'any':
      return false;
  }
}

const PAST =
  /\b(?:used to|before the|previous(?:ly)?|old(?:er)? (?:rules?|policy|price|version|tariff)|back (?:in|then)|formerly|früher|bisher|alte[rn]?|under the 20\d\d|in 20[01]\d|20[01]\d rules?)\b/i;

/** True when somebody asks how something was, so that an older version of a document is what they want. */
export function asksAboutThePast(question: string): boolean {
  return PAST.test(question);
}

const DAY = '(?:mon|tues|wednes|thurs|fri|satur|sun)day';
const PART = '(?: (?:morning|afternoon|evening|night|lunchtime))?';
const MONTH = '(?:January|February|March|April|May|June|July|August|September|October|November|December)';
const CLOCK = String.raw`(?:\d{1,2}(?::\d{2})?(?: ?[ap]\.?m\.?)?|one|noon|midday|midnight)`;
const SPAN = String.raw`(?:(?:the )?next |about |around |up to )?(?:\d{1,3}|a|an|one|a few|a couple of)(?: ?(?:to|or|-) ?\d{1,3})? (?:working |business )?(?:minutes?|hours?|days?|weeks?|months?)`;

/** Most telling first. */
const DUES: readonly RegExp[] = [
  new RegExp(
    String.raw`\b(?:(?:by|before|on|until|till|from|this|next) )?${DAY}${PART}(?: the \d{1,2}(?:st|nd|rd|th)?)?(?:,? (?:between|before|after|by|at|from) ${CLOCK}(?: (?:and|to) ${CLOCK})?(?: tonight)?)?`,
    'i',
  ),
  new RegExp(
    String.raw`\b(?:(?:by|before|on|until|till|from|starting from) )?(?:the )?\d{1,2}(?:st|nd|rd|th)? (?:of )?${MONTH}(?: \d{4})?`,
    'i',
  ),
  new RegExp(
    String.raw`\b(?:within|in|inside|after|takes?|be|that's|thats) ${SPAN}(?: (?:after|from when|from)\b[^.,;]{0,40})?`,
    'i',
  ),
  new RegExp(String.raw`\b(?:every|each) (?:\d{1,2} )?(?:day|week|month|year|quarter)s?`, 'i'),
  new RegExp(
    String.raw`\b(?:by|before|after|around|between) ${CLOCK}(?: (?:and|to) ${CLOCK})?(?: (?:tonight|today|tomorrow))?(?! (?:days?|hours?|weeks?|months?|working|percent|%))`,
    'i',
  ),
  /\b(?:first thing )?(?:today|tonight|tomorrow(?: (?:morning|afternoon|evening))?|straight ?away|right now|this (?:morning|afternoon|evening|week|month)|by the end of (?:the )?(?:day|week|month)|end of (?:the )?(?:day|week|month))\b/i,
  new RegExp(
    String.raw`\b(?:on|from|off|with) (?:the|your) (?:next|first|${MONTH}) (?:bill|month|invoice|payment|statement)|\b(?:from )?the (?:1st|first) of next month|\bnext (?:week|month|bill)\b`,
    'i',
  ),
  new RegExp(String.raw`\b${SPAN}(?: (?:after|before|from)\b[^.,;]{0,40})`, 'i'),
  new RegExp(String.raw`\b${SPAN}\b`, 'i'),
  /\b(?:bis|am|ab|nach) (?:zum |dem |nächsten )?(?:\d{1,2}\. ?(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|\d{1,2}\.)|Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag)|\b(?:morgen|heute|innerhalb von \d{1,2} (?:Tagen|Wochen|Werktagen))\b/i,
];

/** By when, as it was said with numbers in digits; undefined when nothing of the kind was said. */
export function dueOf(text: string): string | undefined {
  for (const due of DUES) {
    const found = due.exec(text.slice(0, 400))?.[0];
    if (found !== undefined) return found.replace(/^(?:on|be|that's|thats|takes?) /i, '').trim();
  }
  return undefined;
}

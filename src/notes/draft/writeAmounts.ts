const SIGNS: Readonly<Record<string, string>> = { pound: '£', quid: '£', dollar: '$', buck: '$', euro: '€' };

const MONTHS =
  'January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec';

const MONTH_DATE = new RegExp(
  String.raw`\b(?:the )?(\d{1,2}|first|second|third)(?:st|nd|rd|th)?(?: of)?[,.]? (?:of )?(${MONTHS})\b`,
  'gi',
);

const FIRST_DAYS: Readonly<Record<string, string>> = { first: '1', second: '2', third: '3' };

/** Puts amounts, percentages, clock times and dates whose numbers are in digits into the form a note has. */
export function writeAmounts(text: string): string {
  return text
    .replace(
      /\b(\d[\d,]*)[- ](pound|quid|dollar|buck|euro)s?\b(?:(?: and)? (\d{2})\b(?! ?(?:%|percent|days?|hours?|months?|working))(?: (?:pence|cents|p)\b)?)?/gi,
      (_, whole: string, unit: string, part: string | undefined) =>
        `${SIGNS[unit.toLowerCase()] ?? ''}${whole}${part === undefined ? '' : `.${part}`}`,
    )
    .replace(/\bbetween (\d{1,2}) and one\b/gi, 'between $1 and 1')
    .replace(/\bfrom (\d[\d,.]*) to ([£$€])(?=\d)/gi, 'from $2$1 to $2')
    .replace(/([£$€])([1-9]) ([1-9]\d{2})\b/g, '$1$2,$3')
    .replace(/\b(\d+(?:\.\d+)?) ?per ?cent\b/gi, '$1%')
    .replace(/\b(\d{1,2}|quarter|half) (past|to) (1[0-2]|[1-9])\b(?!\d|:|,\d)/gi, clockTime)
    .replace(/\b(1[0-2]|[1-9]) ([0-5][05]) ?([ap])\.?m\b\.?/gi, '$1:$2 $3.m.')
    .replace(/\b(at|for|it's|got|say) (1[0-2]|[1-9]) ([0-5][05])\b(?! ?(?:%|[a-z]*\d))/gi, '$1 $2:$3')
    .replace(MONTH_DATE, (_, day: string, month: string) => {
      const name = month.charAt(0).toUpperCase() + month.slice(1);
      return `${FIRST_DAYS[day.toLowerCase()] ?? day} ${name}`;
    });
}

/** "20 past 10" is 10:20, "quarter to 3" 2:45; the other way round it would be no time. */
function clockTime(whole: string, minutes: string, side: string, hour: string): string {
  const counted = minutes.toLowerCase() === 'quarter' ? 15 : minutes.toLowerCase() === 'half' ? 30 : Number(minutes);
  const isMinutes = counted < 60 && counted % 5 === 0 && counted > 0;
  if (!isMinutes || (/^\d/.test(minutes) && side.toLowerCase() === 'to' && counted > 25)) return whole;
  if (side.toLowerCase() === 'past') return `${hour}:${String(counted).padStart(2, '0')}`;
  const before = Number(hour) === 1 ? 12 : Number(hour) - 1;
  return `${before}:${60 - counted}`;
}

/** Words that were said, and how many of them were understood otherwise, left out or added. */
export interface WordErrors {
  words: number;
  errors: number;
}

/** Compares what was understood with what was said: the least changes from one to the other (word error rate). */
export function countWordErrors(said: string, understood: string): WordErrors {
  const [reference, hypothesis] = [spokenWords(said), spokenWords(understood)];
  let row = Array.from({ length: hypothesis.length + 1 }, (_, at) => at);
  for (const [line, word] of reference.entries()) {
    const next = [line + 1];
    for (const [at, other] of hypothesis.entries()) {
      const change = (row[at] ?? 0) + (word === other ? 0 : 1);
      next.push(Math.min(change, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1));
    }
    row = next;
  }
  return { words: reference.length, errors: row.at(-1) ?? 0 };
}

/** Words as they are spoken: figures become words, signs of currency follow them. */
export function spokenWords(text: string): string[] {
  return text
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/([£$€])\s?(\d[\d,]*)(?:\.(\d\d))?/g, (_, sign: string, whole: string, cents?: string) => {
      const currency = { '£': 'pounds', $: 'dollars', '€': 'euros' }[sign] ?? '';
      return ` ${whole} ${currency} ${cents ?? ''} `;
    })
    .replace(/%/g, ' percent ')
    .replace(/(\d),(?=\d{3})/g, '$1')
    .replace(/(\d)(?:st|nd|rd|th)\b/g, '$1')
    .replace(/\d+/g, (digits) => ` ${inWords(digits)} `)
    .replace(/\bok\b/g, 'okay')
    .replace(/[^a-z' ]+/g, ' ')
    .split(/\s+/)
    .filter((word) => word !== '' && word !== "'");
}

const ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'x x twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

/** A number up to 999,999; longer ones, and those that begin with zero, digit by digit. */
function inWords(digits: string): string {
  if (digits.length > 6 || (digits.length > 1 && digits.startsWith('0'))) {
    return [...digits].map((digit) => ONES[Number(digit)]).join(' ');
  }
  return cardinal(Number(digits));
}

function cardinal(number: number): string {
  if (number < 20) return ONES[number] ?? '';
  if (number < 100) return `${TENS[Math.floor(number / 10)]} ${number % 10 === 0 ? '' : ONES[number % 10]}`;
  const unit = number < 1_000 ? 100 : 1_000;
  const rest = number % unit;
  const head = cardinal(Math.floor(number / unit));
  return `${head} ${unit === 100 ? 'hundred' : 'thousand'} ${rest === 0 ? '' : cardinal(rest)}`;
}

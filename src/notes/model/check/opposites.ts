import { type Claim, saysNo } from './claim.ts';

/** States and directions that exclude each other; each side with the ways it is said. */
const OPPOSITES: readonly (readonly [RegExp, RegExp])[] = [
  [
    /\b(?:is|are|be|still|back|now|turned|switched) on\b/,
    /\b(?:is|are|be|turn(?:ed)?|switch(?:ed)?|still|'s|s) off\b|\boff now\b/,
  ],
  [/\bin credit\b/, /\b(?:in debt|owes?|owed|owing|in arrears|overdrawn)\b/],
  [/\b(?:open|opened|stays open)\b/, /\b(?:clos(?:e|ed|es|ing)|shut|frozen|freeze)\b/],
  [/\b(?:accept(?:s|ed)?|agree(?:s|d)?|took|takes)\b/, /\b(?:declin(?:e|ed|es)|refus(?:e|ed|es)|turned down)\b/],
  [
    /\b(?:increas\w*|r(?:ise|ose|isen)|gone up|going up|goes up|went up|raised)\b/,
    /\b(?:reduc\w*|decreas\w*|fall(?:s|en)?|fell|gone down|goes down|went down|cheaper|lower(?:ed)?|dropp?(?:s|ed))\b/,
  ],
  [/\b(?:in|at) (?:the )?mornings?\b|\ba\.?m\b/, /\b(?:afternoons?|evenings?|tonight|p\.?m)\b/],
  [
    /\b(?:free|no charge|no cost|without charge|not charged|nothing to pay|complimentary)\b/,
    /\b(?:costs?|charged|at a charge|extra fee)\b/,
  ],
  [/\bincluded?\b/, /\bexcluded?\b/],
  [/\b(?:prepaid)\b/, /\b(?:postpaid)\b/],
  [/\blandline\b/, /\bmobile\b/],
  [/\b(?:sender)\b/, /\b(?:recipient|addressee)\b/],
  [/\bsingle\b/, /\b(?:double|twin|return)\b/],
  [/\b(?:first class)\b/, /\b(?:second class|economy)\b/],
  [/\bmonthly|a month|per month\b/, /\b(?:annually|a year|per year|yearly|a week|weekly|per week)\b/],
  [/\bpermanent(?:ly)?\b/, /\btemporar(?:y|ily)\b/],
];

/** The lines have the other side of a pair, and nowhere the one that the sentence has. */
export function isOpposite({ text, units }: Claim): boolean {
  if (saysNo(text)) return false;
  const told = text.toLowerCase();
  const said = units.map(({ plain }) => plain).join(' . ');
  return OPPOSITES.some(([one, other]) => excludes(one, other, { told, said }) || excludes(other, one, { told, said }));
}

function excludes(mine: RegExp, theirs: RegExp, { told, said }: { told: string; said: string }): boolean {
  return mine.test(told) && !theirs.test(told) && theirs.test(said) && !mine.test(said);
}

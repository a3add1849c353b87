import { tellingStems } from '../../domain/words.ts';
import type { FoundAction } from './findActions.ts';
import type { FoundIssue } from './findIssues.ts';
import type { FoundOutcome } from './findOutcomes.ts';
import type { MarkedUnit } from './markUnits.ts';

/** How people say what dispositions name in the words of a list; by stem. */
const SAID_AS: readonly (readonly [string, RegExp])[] = [
  ['refund', /refund|money back|goes back to your card/],
  ['cancel', /cancel|terminat/],
  ['transfer', /put(?:ting)? you (?:through|to|over)|transfer/],
  ['replac', /replac|new (?:hub|router|remote|phone|card|one|device)|ordering you/],
  ['engin', /engineer|technician/],
  ['complaint', /complain/],
  ['escal', /supervisor|manager|escalat/],
  ['back', /call(?:s|ing)? (?:you|her|him|the customer) back|ring you|callback|call back/],
  ['bill', /\bbill|credit|charged/],
  ['credit', /credit/],
  ['outag', /power|outage|no electric|out age/],
  ['medic', /oxygen|medical|dialysis/],
  ['bereav', /died|passed away|death|bereave/],
  ['move', /moving|new address|move/],
  ['retain', /(?:staying|new deal|keep you|stay with)/],
  ['deal', /a month.*(?:twelve|\d+) months|new deal|discount/],
  ['wrong', /wrong/],
  ['renew', /renew/],
  ['appoint', /appointment/],
  ['amend', /new bill|amend|put that through/],
  ['prescript', /prescri|dose|refill|tablets|pills|\bmg\b|milligram/],
  ['clarif', /question|dose|confirm/],
  ['deliveri', /deliver|parcel|package|courier/],
  ['password', /password|locked out|reset/],
  ['payment', /pay|arrears|instal/],
  ['plan', /instal|plan/],
  ['claim', /claim/],
  ['fix', /working now|that's fixed|fixed/],
  ['book', /book/],
  ['meter', /meter|reading/],
];

/** How much a sentence counts by what it is in the note. */
const WEIGHTS = { issue: 1.5, outcome: 2, action: 1, else: 0.2 } as const;

interface Drafted {
  issues: readonly FoundIssue[];
  outcomes: readonly FoundOutcome[];
  actions: readonly FoundAction[];
  units: readonly MarkedUnit[];
}

/** The disposition of the company's list that fits best; empty when there is no list or nothing speaks for any. */
export function suggestDisposition(dispositions: readonly string[], drafted: Drafted): string {
  const texts = weighedTexts(drafted);
  const isOpen = drafted.outcomes.some((outcome) => outcome.isOpen);
  const scored = dispositions.map((name, place) => ({
    name,
    place,
    score: scoreOf(name, { texts, dispositions, isOpen, actions: drafted.actions.length }),
  }));
  scored.sort((one, other) => other.score - one.score || one.place - other.place);
  const [first] = scored;
  return first === undefined || first.score <= 0.5 ? '' : first.name;
}

function weighedTexts({ issues, outcomes, actions, units }: Drafted): WeighedText[] {
  const weights = new Map<number, number>();
  const raise = (place: number, weight: number): void => {
    weights.set(place, Math.max(weights.get(place) ?? 0, weight));
  };
  issues.forEach((issue, index) => issue.units.forEach(({ place }) => raise(place, WEIGHTS.issue / (index + 1))));
  outcomes.forEach((outcome, index) =>
    outcome.units.forEach(({ place }) => raise(place, WEIGHTS.outcome / (index + 1))),
  );
  actions.forEach(({ unit }) => raise(unit.place, WEIGHTS.action));
  return units
    .filter(({ reply, speaker }) => reply !== 'refuses' || speaker === 'customer')
    .map(({ place, text, stems }) => ({ text: text.toLowerCase(), stems, weight: weights.get(place) ?? WEIGHTS.else }));
}

interface WeighedText {
  text: string;
  stems: readonly string[];
  weight: number;
}

interface Scale {
  texts: readonly WeighedText[];
  dispositions: readonly string[];
  isOpen: boolean;
  actions: number;
}

function scoreOf(name: string, { texts, dispositions, isOpen, actions }: Scale): number {
  const stems = tellingStems(name);
  // A word that half the list shares tells little.
  const rarity = (one: string): number =>
    1 / Math.sqrt(dispositions.filter((other) => tellingStems(other).includes(one)).length || 1);
  const found = stems.map((one) => {
    const said = SAID_AS.find(([key]) => key === one)?.[1];
    const mentions = texts.filter(({ text, stems: told }) => told.includes(one) || said?.test(text) === true);
    const worth = mentions.reduce((sum, { weight }) => sum + weight, 0);
    return Math.min(3, worth) * rarity(one);
  });
  const sum = found.reduce((total, one) => total + one, 0) / Math.sqrt(Math.max(1, stems.length));
  if (/\binformation\b|\badvice\b|\bquery answered\b|\benquiry\b/i.test(name))
    return sum + (actions <= 1 && !isOpen ? 1.5 : 0.2);
  const saysOpen = /unresolved|no resolution|escalat|transfer|call ?back|pending|follow/i.test(name);
  return sum + (saysOpen && isOpen ? 1 : 0) - (saysOpen && !isOpen ? 0.8 : 0);
}

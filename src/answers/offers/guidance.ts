import type { Passage } from '../../domain/passage.ts';
import type { Placed } from './conditions.ts';
import { isRetention } from './retentionOffers.ts';

/** What the documents forbid to offer this caller. */
export interface Guidance {
  isVulnerable: boolean;
  /** Sentences that forbid offers to customers with the caller's flags, the plainest first. */
  noOffers: readonly Placed[];
  /** Of those, the ones in documents about retention. */
  noRetention: readonly Placed[];
}

const VULNERABLE = /\b(?:vulnerab\w*|schutzbedürftig\w*)/i;
const FORBIDS =
  /\b(?:no|never|not|don't|without)\b.{0,40}\b(?:upsell\w*|offers?|sell\w*|transfer|upgrades?)\b|\bkeine?n?\b.{0,40}\b(?:angebot\w*|verkauf\w*|upgrades?)\b|\bnicht\b.{0,40}\b(?:anbieten|verkaufen)\b/i;

/** What to hold back, by the flags of the record. */
export function guidanceFor(flags: readonly string[], passages: readonly Passage[]): Guidance {
  const isVulnerable = flags.some((flag) => VULNERABLE.test(flag));
  const forbidding = passages.flatMap((passage) =>
    passage.units.filter(({ text }) => FORBIDS.test(text)).map(({ text }) => ({ passage, text })),
  );
  const about = forbidding.filter(({ passage, text }) => flags.some((flag) => isAbout(flag, text, passage)));
  const noRetention = about.filter(({ passage, text }) => isRetention(passage) || /retention/i.test(text));
  const noOffers = about.filter(({ passage, text }) => !isRetention(passage) && !/\btransfer\b/i.test(text));
  return { isVulnerable, noOffers: noOffers.toSorted(byUpsell), noRetention };
}

/** A flag is named in the sentence; vulnerable customers may have a whole page of their own. */
function isAbout(flag: string, text: string, { title, heading = '' }: Passage): boolean {
  if (VULNERABLE.test(flag)) return VULNERABLE.test(`${text} ${title} ${heading}`);
  return text.toLowerCase().replaceAll(' ', '-').includes(flag.toLowerCase().trim().replaceAll(' ', '-'));
}

function byUpsell(one: Placed, other: Placed): number {
  const tells = ({ text }: Placed): number => Number(/upsell|verkauf|sell/i.test(text));
  return tells(other) - tells(one);
}

/** Where the documents let any agent hand a caller who wants to leave to colleagues. */
export function transferTo(passages: readonly Passage[], { isVulnerable }: Guidance): Placed | undefined {
  const wanted = isVulnerable
    ? /\b(?:never|not)\b.*\btransfer\b.*\bvulnerab|\bnicht\b.*\bverbinden\b.*schutzbed/i
    : /\b(?:offer|make)\b.*\btransfer\b|\btransfer\b.*\bretention|\b(?:verbinden|weiterleiten)\b.*\b(?:kundenbindung|rückgewinnung)/i;
  for (const passage of passages) {
    const unit = passage.units.find(({ text }) => wanted.test(text) && (isVulnerable || !/\bnever\b/i.test(text)));
    if (unit !== undefined) return { passage, text: unit.text };
  }
  return undefined;
}

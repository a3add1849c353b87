import { stem, tellingWords } from '../../domain/words.ts';
import type { SpokenUnit } from './spokenUnit.ts';

/** Words of every call, and words about time, which name no topic. */
const SAYS_NOTHING = new Set(
  `call calling ring ringing rang letter thing bit look lot day today week month year time minute hour morning evening
  afternoon tonight tomorrow yesterday monday tuesday wednesday thursday friday saturday sunday january february march april
  june july hiya another august september october november december hello hi yes good fine sir ma'am mam dear like got gone going come
  coming went said told tell really actually okay sorry new first second last two one please don't can't i'd i'm im ive dont
  cant its thats theres dr mr mrs ms um also quick question kind wanna gonna cos maybe back way around number name anything
  something nothing trying able having been notice started experiencing believe think feel hope guess send sent get put take
  pop email text working days pounds dollars see says say saying until before after within next done still now then there
  him his her she he they them you'll i'll it'll we'll that'll he'll she'll they'll won't couldn't didn't doesn't isn't
  because case every each long short old right wrong best sure else such even ever never always
  having make made keep putting getting going doing waiting hold check checking confirm confirming confirmation`
    .split(/\s+/)
    .map(stem),
);

const MOST_WORDS = 3;

/** What the weight of a word grows by, for each time it stands in the issue, in what came of it, anywhere. */
const GROWS = { issue: 4, outcome: 1, call: 1 } as const;

/** A few words that name what the call is about: those of issue and outcome that come up most, in their order. */
export function nameTopic(
  found: { issue: readonly SpokenUnit[]; outcome: readonly SpokenUnit[] },
  units: readonly SpokenUnit[],
): string {
  const weights = new Map<string, number>();
  const grow = (from: readonly SpokenUnit[], by: number): void => {
    for (const { stems } of from) for (const one of stems) weights.set(one, (weights.get(one) ?? 0) + by);
  };
  grow(units, GROWS.call);
  grow(found.issue, GROWS.issue);
  grow(found.outcome, GROWS.outcome);
  const names = namesIn(units);
  const words = [...found.issue, ...found.outcome]
    .flatMap(({ text }) => tellingWords(text))
    .filter((word) => /^\p{L}{3,}$/u.test(word) && !SAYS_NOTHING.has(stem(word)) && !names.has(word));
  const unique = words.filter((word, index) => words.findIndex((other) => stem(other) === stem(word)) === index);
  const kept = [...unique]
    .sort((one, other) => (weights.get(stem(other)) ?? 0) - (weights.get(stem(one)) ?? 0))
    .slice(0, MOST_WORDS);
  return unique.filter((word) => kept.includes(word)).join(' ');
}

/** People by name, as far as they are introduced, addressed or spoken of with a title. */
/** Greetings and names that recognised speech writes small. */
const INTRODUCED = /^(?:hi|hello|hiya|mam|yes|yeah)?[ ,]*(?:hi|hello)?[ ,]*it'?s (\p{L}{3,}) (\p{L}{3,})/iu;

function namesIn(units: readonly SpokenUnit[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { text, place } of units.slice(0, 400)) {
    for (const name of place < 12 ? (INTRODUCED.exec(text)?.slice(1) ?? []) : []) names.add(name.toLowerCase());
    for (const [, name = '', second = ''] of text.matchAll(
      /\b(?:Mr|Mrs|Ms|Miss|Dr|[Tt]his is|[Ii]t's|[Ii]ts|Hi|Hello|[Tt]hanks|is that|name is|name's),? (\p{L}{3,})(?: (\p{Lu}?\p{L}{3,}))?/gu,
    )) {
      if (/^\p{Lu}/u.test(name) || /\bits$/i.test(text.slice(0, 12))) names.add(name.toLowerCase());
      if (/^\p{Lu}/u.test(second)) names.add(second.toLowerCase());
    }
  }
  return names;
}

import { tellingWords, stem } from '../../domain/words.ts';
import type { SpokenUnit } from './spokenUnit.ts';

/** Words of every call, and words about time, which name no topic. */
const SAYS_NOTHING = new Set(
  `call calling ring ringing rang letter thing bit look lot day today week month year time minute hour morning evening
  afternoon tonight tomorrow yesterday monday tuesday wednesday thursday friday saturday sunday january february march april
  june july august september october november december hello hi yes good fine sir ma'am mam dear like got gone going come
  coming went said told tell really actually okay sorry new first second last two one please don't can't i'd i'm im ive dont
  cant its thats theres dr mr mrs ms um also quick question kind wanna gonna cos maybe back way around number name anything
  something nothing trying able having been notice started experiencing believe think feel hope guess`
    .split(/\s+/)
    .map(stem),
);

const MOST_WORDS = 4;

/** A few words that name what the call is about: those of the main issue that come up most in the call, in their order. */
export function nameTopic(issue: readonly SpokenUnit[], units: readonly SpokenUnit[]): string {
  const counts = new Map<string, number>();
  for (const { stems } of units) for (const one of stems) counts.set(one, (counts.get(one) ?? 0) + 1);
  const names = namesIn(units);
  const words = issue
    .flatMap(({ text }) => tellingWords(text))
    .filter((word) => /^\p{L}{3,}/u.test(word) && !SAYS_NOTHING.has(stem(word)) && !names.has(word));
  const unique = words.filter((word, index) => words.findIndex((other) => stem(other) === stem(word)) === index);
  const kept = [...unique]
    .sort((one, other) => (counts.get(stem(other)) ?? 0) - (counts.get(stem(one)) ?? 0))
    .slice(0, MOST_WORDS);
  return unique.filter((word) => kept.includes(word)).join(' ');
}

/** Words that stand with a capital inside sentences and never without: people, places, products. */
function namesIn(units: readonly SpokenUnit[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { text } of units) {
    for (const [, name = ''] of text.matchAll(/\b(?:Mr|Mrs|Ms|Miss|Dr|is|it's|Hi|Hello|Thanks),? (\p{Lu}\p{L}+)/gu))
      names.add(name.toLowerCase());
  }
  return names;
}

import type { PhraseMatch } from './phrasePattern.ts';
import type { Frame } from './reportFrames.ts';

/** Whose words a side is telling, from turn to turn. */
export interface Telling {
  source: Source;
  /** Words of the speaker since the latest frame. */
  since: number;
  /** How many words of their next turn still belong to it. */
  left: number;
}

type Source = 'nobody' | 'somebody' | 'stranger' | 'anybody' | 'house';

/** How a phrase is said: as one's own, as what another said, or as what one's own side wants of the listener. */
export type Manner = 'own' | 'retold' | 'relayed';

/** Nobody's words are told. */
export const NOTHING_TOLD: Telling = { source: 'nobody', since: 0, left: 0 };

/** How many words a frame reaches on, by whose words they are. */
const REACH: Readonly<Record<Source, number>> = { nobody: 0, somebody: 12, stranger: 28, anybody: 20, house: 20 };
/** Of a stranger's words, so many go on in the teller's next turn. */
const CARRIED = 16;
/** After so many words without a frame it is forgotten whose words were told. */
const FORGOTTEN_AFTER: Readonly<Record<Source, number>> = {
  nobody: 0,
  somebody: 12,
  stranger: 150,
  anybody: 60,
  house: 150,
};
/** What stands right behind a frame belongs to it, a question too: "and he goes, can you". */
const BOUND = 2;
/** Whom a phrase is addressed to is said in it or so many words before it. */
const ADDRESS_REACH = 6;

const LISTENER = new Set('you your youre youve youll yours youd'.split(' '));

/**
 * What somebody retells is not what they say. The rule:
 *
 * 1. A frame (reportFrames.ts) hands the words after it to somebody else: "he said", "she wanted me to", "I was to", "what they do
 *    is". It reaches so many words on, a stranger's into the speaker's next turn too. A question or demand of the speaker's own ("can you",
 *    "so now you need to") ends it, unless it stands right behind the frame ("and he goes, can you").
 * 2. Whose words they are: a *stranger's* where the speaker tells of being called, written to or cheated ("a man rang me", "said he was
 *    from the bank") or was asked what another said; *anybody's* where they explain what fraudsters do; their *own house's* where they
 *    name it ("my supervisor", "the bank has told us"); *somebody's* where nobody was named. "He said" goes on with the latest.
 * 3. A stranger's and anybody's words are retold, whatever they ask of whomever: a quotation says "you" too. Somebody's are retold
 *    by grammar alone ("told me not to tell the bank") and not where they are addressed to the listener ("he told me to get your
 *    card number"). The own house's are never retold: "my supervisor said you must read me the code" asks for the code in another's
 *    name. What is addressed to the listener in the name of somebody or of the own house is relayed: a request, and a sign of its own.
 *
 * Who first tells a whole story of a stranger's call can hide a demand in it; what they then ask in their own words counts.
 */
export class ReportedSpeech {
  /** What the speaker's next turn starts from. */
  readonly after: Telling;
  /** A stranger's words were told in this turn. */
  readonly tellsOfStranger: boolean;
  /** The listener is asked what another said: what they answer is told. */
  readonly asksToTell: boolean;
  readonly #tokens: readonly string[];
  readonly #sources: readonly Source[];

  constructor(tokens: readonly string[], frames: readonly PhraseMatch<Frame>[], before: Telling) {
    let { source, since } = before;
    const sources: Source[] = [];
    let until = before.left - 1;
    let bound = -1;
    let next = 0;
    let tellsOfStranger = false;
    for (let at = 0; at < tokens.length; at += 1) {
      since += 1;
      if (since > FORGOTTEN_AFTER[source]) source = 'nobody';
      sources.push(at <= until ? source : 'nobody');
      for (; frames[next]?.start === at; next += 1) {
        const { name: frame, end } = frames[next] ?? { name: 'own-turn', end: at };
        if (frame === 'asked-to-tell') continue;
        if (frame === 'own-turn') {
          if (at > bound + BOUND) until = Math.min(until, at - 1);
          continue;
        }
        if (!isHeld(source, frame)) continue;
        source = sourceAfter(source, frame);
        since = 0;
        if (frame === 'approached') continue;
        until = Math.max(until, end + REACH[source]);
        bound = Math.max(bound, end);
        tellsOfStranger ||= source === 'stranger';
        // "Then he says, send it" is told from its first word; "my supervisor said" is still the speaker's.
        if (isStory(source)) sources[at] = source;
      }
    }
    this.#tokens = tokens;
    this.#sources = sources;
    this.tellsOfStranger = tellsOfStranger;
    this.asksToTell = frames.some(({ name }) => name === 'asked-to-tell');
    const left = source === 'stranger' ? Math.max(0, Math.min(CARRIED, until - tokens.length + 1)) : 0;
    this.after = source === 'nobody' ? NOTHING_TOLD : { source, since, left };
  }

  /** How the phrase from `start` to `end` is said. */
  mannerOf(start: number, end: number): Manner {
    const source = this.#sources[start] ?? 'nobody';
    if (source === 'nobody') return 'own';
    if (isStory(source)) return 'retold';
    if (this.#isAddressed(start, end)) return 'relayed';
    return source === 'house' ? 'own' : 'retold';
  }

  #isAddressed(start: number, end: number): boolean {
    for (let at = Math.max(0, start - ADDRESS_REACH); at <= end; at += 1) {
      if (LISTENER.has(this.#tokens[at] ?? '')) return true;
    }
    return false;
  }
}

/** What somebody answers who was asked what another said. */
export function askedToTell(telling: Telling): Telling {
  return telling.source === 'house' ? telling : { source: 'stranger', since: 0, left: 0 };
}

/** "He said" goes on with whosever words were told before; looser turns of speech only with a story's. */
function isHeld(source: Source, frame: Frame): boolean {
  if (frame === 'goes-on') return isStory(source);
  return frame !== 'said' || (source !== 'nobody' && source !== 'somebody');
}

function isStory(source: Source): boolean {
  return source === 'stranger' || source === 'anybody';
}

function sourceAfter(source: Source, frame: Frame): Source {
  switch (frame) {
    case 'approached':
      return 'stranger';
    case 'stranger':
      return source === 'house' ? source : 'stranger';
    case 'house':
      return 'house';
    case 'explained':
      return source === 'stranger' ? source : 'anybody';
    case 'role':
      return source === 'stranger' ? source : 'house';
    case 'told-to':
      return source === 'nobody' ? 'somebody' : source;
    case 'said':
    case 'goes-on':
    case 'asked-to-tell':
    case 'own-turn':
      return source;
  }
}

import type { CallSide, SpokenTurn } from '../domain/verdict.ts';
import { addTurn, type CallEvidence, copyOf, type Tally } from './callEvidence.ts';
import { readTurn, type TurnReading } from './readTurn.ts';

/** What one side has said since the other was last heard; in memory only, and no longer than a long turn and an utterance. */
export interface OpenTurn {
  speaker: CallSide;
  text: string;
  words: number;
  /** Number of its first utterance. */
  start: number;
  /** The call before it. */
  before: CallEvidence;
}

/** Longer than 95 of 100 turns. After so many words another turn begins, so that a monologue costs no more and more. */
const MOST_WORDS = 60;
/** Far more than so many words take: what is no words, such as rows of dots, does not pile up either. */
const MOST_CHARACTERS = 2_000;

/**
 * Adds an utterance to the evidence. A recogniser ends one at every pause, but phrases, and how one side answers the other, are
 * read of whole turns: whoever goes on speaking has the turn read again as a whole, in the place of its beginning.
 */
export function addSpeech(
  { speaker, text }: SpokenTurn,
  evidence: CallEvidence,
  open: OpenTurn | undefined,
): { reading: TurnReading; evidence: CallEvidence; open: OpenTurn } {
  const turn = evidence.turns;
  const isRoom = open !== undefined && open.words < MOST_WORDS && open.text.length < MOST_CHARACTERS;
  const goesOn = isRoom && open.speaker === speaker ? open : undefined;
  const whole = goesOn === undefined ? text : `${goesOn.text} ${text}`;
  const before = goesOn?.before ?? copyOf(evidence);
  const start = goesOn?.start ?? turn;
  const after = goesOn === undefined ? evidence : copyOf(before);
  after.turns = start;
  const reading = readTurn(whole, after[speaker].telling);
  addTurn(after, speaker, reading);
  after.turns = turn + 1;
  after.latest[speaker].turn = turn;
  if (goesOn !== undefined) {
    const [now, earlier, first] = [after[speaker], evidence[speaker], before[speaker]];
    dateNew(now.signals, { earlier: earlier.signals, before: first.signals }, turn);
    dateNew(now.exchanges, { earlier: earlier.exchanges, before: first.exchanges }, turn);
  }
  return { reading, evidence: after, open: { speaker, text: whole, words: reading.words, start, before } };
}

/** What is new in the turn was first met in the utterance that brought it. */
function dateNew(tally: Tally, { earlier, before }: { earlier: Tally; before: Tally }, turn: number): void {
  tally.first.forEach((first, place) => {
    if (first < 0 || (before.first[place] ?? -1) >= 0) return;
    const known = earlier.first[place] ?? -1;
    tally.first[place] = known >= 0 ? known : turn;
  });
}

import { findEmails } from './findEmails.ts';
import { findKnown } from './findKnown.ts';
import { findLabelled } from './findLabelled.ts';
import { findNumbers } from './findNumbers.ts';
import { findSpelled } from './findSpelled.ts';
import { findSpoken, isSpokenNumber } from './findSpoken.ts';
import { asksForSecret, findSpokenCodes } from './findSpokenCodes.ts';
import type { KnownPerson } from './knownPerson.ts';
import type { PersonalDatum } from './personalDatum.ts';
import { joined, type Stretch, stretchesOf, turnsOf } from './transcriptTurns.ts';

/**
 * What is said in several turns of a transcript: a number dictated in pieces, each confirmed with "yes", and what an
 * agent asks for and the customer's next turn tells. Each turn's piece is found for itself, so that lines stay lines.
 */
export function findOverTurns(text: string, known: readonly KnownPerson[]): PersonalDatum[] {
  const turns = turnsOf(text);
  if (turns.length < 2) return [];
  const dictated = stretchesOf(turns, isSpokenNumber).flatMap((stretch) => dictatedIn(stretch, known));
  const asked = turns.slice(1).flatMap((answer, at) => {
    const question = turns[at];
    if (question === undefined || question.speaker === answer.speaker) return [];
    // What ends the question stands between the label and what it is the label of.
    const said = question.said.slice(-LONGEST_QUESTION).replace(/[?.!\s]{1,5}$/, '');
    const pair = joined([{ ...question, said }, answer]);
    const labelled = [...findLabelled(pair.text), ...findSpokenCodes(pair.text), ...findSpelled(pair.text)];
    const found = labelled.filter(({ kind, start }) => kind !== 'name' && start > said.length);
    const isSecret = asksForSecret(said) && answer.said.split(/\s+/).length <= MOST_SECRET_WORDS;
    if (isSecret) found.push({ kind: 'security-code', start: said.length + 1, end: pair.text.length });
    return found.flatMap((datum) => piecesOf(datum, pair));
  });
  return [...dictated, ...asked];
}

const LONGEST_QUESTION = 200;
/** Who says more does not tell a password. */
const MOST_SECRET_WORDS = 3;

function dictatedIn(stretch: Stretch, known: readonly KnownPerson[]): PersonalDatum[] {
  // Two figures in two sentences are no number: one turn must hold nothing else, or check digits prove it.
  const numbers = findNumbers(stretch.text).filter(
    (datum) =>
      datum.kind === 'card' || turnsWith(datum, stretch).some(({ said }) => isSpokenNumber(said.replace(/\D+$/, ''))),
  );
  const ofRecord = known
    .flatMap((person) => findKnown(stretch.text, person))
    .filter(({ kind }) => kind === 'number' || kind === 'name');
  return [...findSpoken(stretch.text), ...findEmails(stretch.text), ...numbers, ...ofRecord]
    .filter((datum) => turnsWith(datum, stretch).length > 1)
    .flatMap((datum) => piecesOf(datum, stretch));
}

/** Found by halves, so that a long call of many numbers takes no longer. */
function turnsWith({ start, end }: PersonalDatum, { turns }: Stretch): Stretch['turns'] {
  const isBefore = (at: number): boolean => {
    const turn = turns[at];
    return turn !== undefined && turn.from + turn.said.length <= start;
  };
  let first = 0;
  for (let after = turns.length; first < after;) {
    const middle = Math.floor((first + after) / 2);
    if (isBefore(middle)) first = middle + 1;
    else after = middle;
  }
  let after = first;
  while ((turns[after]?.from ?? Infinity) < end) after += 1;
  return turns.slice(first, after).filter(({ said }) => said !== '');
}

/** The datum turn by turn, where each stands in the whole text. */
function piecesOf(datum: PersonalDatum, stretch: Stretch): PersonalDatum[] {
  return turnsWith(datum, stretch).map(({ from, said, start }) => ({
    kind: datum.kind,
    start: start + Math.max(0, datum.start - from),
    end: start + Math.min(said.length, datum.end - from),
  }));
}

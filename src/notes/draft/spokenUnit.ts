import type { Speaker, Transcript } from '../../domain/transcript.ts';
import { tellingStems } from '../../domain/words.ts';
import { correctFigures } from './correctFigures.ts';
import { plainSpeech } from './said.ts';
import { writeNumbers } from './writeNumbers.ts';

/** A sentence somebody said, in the form a note has it. */
export interface SpokenUnit {
  /** Index of its utterance, from 0. */
  utterance: number;
  /** Its place among all units. */
  place: number;
  speaker: Speaker;
  /** Without fillers and stutters, numbers in digits. */
  text: string;
  /** The same as cues expect it. */
  plain: string;
  /** What it is about, for comparing. */
  stems: readonly string[];
  /** Whether a figure in it was said wrongly first; the right one stands. */
  isCorrected: boolean;
}

/** They say nothing of what a sentence is about. */
const CONTRACTION = /^(?:i|you|we|he|she|it|they|that|there|who|what|how|let)['’]?(?:ll|ve|re|d|m|s)$/;

/** Longest sentence looked at, in letters; nobody says more without a stop, and every pattern sees no more than this. */
const LONGEST_UNIT = 400;

/** Of one turn, this much is read. */
const LONGEST_TURN = 10_000;

/** Sounds and phrases that fill time, with the commas around them. */
const FILLERS =
  /(?:^|,?\s+|(?<=[.!?…—-]))(?:um+|uh+|erm?|hmm*|mm+|i mean|sort of|kind of|basically|to be honest|like(?=,)|you know(?=,)|let me see(?=,)|ähm?|äh)(?:[,.…]+|(?=\s|$))/giu;

/** Openings that answer the one before and say nothing. */
const OPENINGS =
  /^(?:(?:okay|ok|right|so|well|and|but|yeah|yep|yes|alright|all right|great|perfect|lovely|brilliant|sure|of course|oh|ah|now|then|i see|no problem|no worries|thank you(?! for)|thanks(?! for)|look|ja|gut|genau)\b[\s,.!-]+)+(?=\S{1,40}\s\S)/i;

/** Thinking aloud before what is then said. */
const THINKING =
  /^(?:(?:yeah|yes|okay|ok|right|so|well|alright)\b[\s,.]*)*(?:let me (?:see|check|have a look|look|think)|what (?:can i|i can))\b[^.…]{0,40}(?:\.{3}|…)\s*(?=\S{1,40}\s\S)/i;

/** The sentences of a call, numbered. What was said wrongly and taken back does not come up. */
export function listUnits({ utterances }: Transcript): SpokenUnit[] {
  const units: SpokenUnit[] = [];
  utterances.forEach(({ speaker, text }, utterance) => {
    const written = correctFigures(writeNumbers(text.slice(0, LONGEST_TURN).replaceAll('’', "'")));
    for (const sentence of sentencesOf(written.text)) {
      const spoken = stripFillers(sentence);
      if (!/[\p{L}\d]/u.test(spoken)) continue;
      const { isCorrected } = written;
      const stems = tellingStems(spoken).filter((stem) => !CONTRACTION.test(stem));
      const plain = plainSpeech(spoken);
      units.push({ utterance, place: units.length, speaker, text: spoken, plain, stems, isCorrected });
    }
  });
  return withoutTakenBack(units);
}

/** "No, sorry, 15": figures alone that were said just before, by them or read back to them, no longer count. */
function withoutTakenBack(units: readonly SpokenUnit[]): SpokenUnit[] {
  const takenBack = new Set<number>();
  units.forEach(({ text, utterance }, index) => {
    if (!/^no,? sorry\b.*\d/i.test(text)) return;
    for (
      let before = index - 1;
      before >= Math.max(0, index - 8) && utterance - (units[before]?.utterance ?? 0) <= 2;
      before--
    ) {
      if (/^[\d\s.,£$€]+$/.test(units[before]?.text ?? '')) takenBack.add(before);
    }
    takenBack.add(index);
  });
  return units.filter((_, index) => !takenBack.has(index)).map((unit, place) => ({ ...unit, place }));
}

/** Speech without stops comes as one sentence; an aside that ends in a dash or dots goes on. */
function sentencesOf(text: string): string[] {
  const pieces = text.split(
    /(?<!\b(?:Mr|Mrs|Ms|Dr|St|No|a\.m|p\.m|e\.g|i\.e|approx)\.)(?<!\.\.)(?<=[.?!])\s+(?=["'“]?[\p{L}\d])/iu,
  );
  return pieces
    .flatMap((piece) => clausesOf(piece.trim()))
    .flatMap(cutLong)
    .filter((piece) => piece !== '');
}

/** Where recognised speech without stops most likely has one. */
const CLAUSE_STARTS =
  /\s+(?=(?:(?:so|and|but|then|okay) )?(?:i ?'?ll|i'?m|you ?'?ll|they ?'?ll|we ?'?ll|that'?s|there'?s|it'?s|i can|you can|we can|if you|if that|i am|do not|don'?t|the \p{L}+ (?:calls|needs)) \p{L})/giu;

/** Long speech without any stop, clause by clause; a clause has five words at least. */
function clausesOf(piece: string): string[] {
  if (/[.,?!;:](?=\s)/.test(piece) || piece.split(' ').length < 16) return [piece];
  const clauses: string[] = [];
  for (const clause of piece.split(CLAUSE_STARTS)) {
    const last = clauses.at(-1);
    if (last !== undefined && (last.split(' ').length < 5 || clause.split(' ').length < 5)) {
      clauses[clauses.length - 1] = `${last} ${clause}`;
    } else clauses.push(clause);
  }
  return clauses;
}

function cutLong(text: string): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > LONGEST_UNIT) {
    const space = rest.lastIndexOf(' ', LONGEST_UNIT);
    const end = space > LONGEST_UNIT / 2 ? space : LONGEST_UNIT;
    pieces.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return [...pieces, rest];
}

function stripFillers(sentence: string): string {
  const bare = sentence
    .replace(THINKING, '')
    .replace(FILLERS, '')
    // "it's, it's", "do, do", "the, the gas"
    .replace(/\b(\p{L}[\p{L}']{0,11}(?: [\p{L}']{1,12})?)(?:,|\.{3}|…|—)?\s+\1\b(?!')/giu, '$1')
    .replace(/(?:\.{3}|…)(?=\s*$)/g, '')
    .replace(/\s+([,.!?])/g, '$1')
    .replace(/\s{2,}/g, ' ')
    .replace(/^[\s,.!?—-]+/, '')
    .trim();
  const opened = bare.replace(OPENINGS, '');
  return opened.charAt(0).toUpperCase() + opened.slice(1);
}

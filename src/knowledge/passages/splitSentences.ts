/** Longest sentence in characters; what goes on without an end (a list of codes, a broken file) is cut at a space. */
const LONGEST_SENTENCE = 900;

/** How far to look around a full stop. */
const LONGEST_WORD = 60;

/** Shortenings that never end a sentence. */
const NEVER_ENDS =
  /^\(?(mr|mrs|ms|dr|prof|st|e\.g|i\.e|eg|ie|cf|vs|approx|incl|excl|ca|bzw|z\.b|d\.h|u\.a|zzgl|inkl|exkl|evtl|ggf|vgl|hr|fr|str|min|max|resp)\.$/i;

/** Shortenings that belong to the number after them. */
const BEFORE_NUMBER = /^\(?(no|nos|nr|art|abs|sec|fig|tab|pp|ext|tel|abb|para|ch|vol|option|tier)\.$/i;

/** Shortenings that end a sentence only before a plain sentence start. */
const MAYBE_ENDS = /^(a\.m|p\.m|am|pm|inc|ltd|co|corp|plc|gmbh|jr|sr|\p{Lu}|(\p{Lu}\.)+\p{Lu})\.$/u;

const STARTERS =
  /^(the|a|an|this|these|that|you|your|we|our|they|it|if|in|for|to|all|any|when|where|customers?|please|on|after|before|as|at|do|ask|then|no|der|die|das|ein|eine|wenn|sie|wir|bei|für|im|am|es|alle|nach|vor)\b/i;

const MONTH = /^(jan|feb|mar|mär|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)\p{L}*/iu;

/** Sentences of a paragraph; "e.g.", "£3.50", "No. 5", "9.30 a.m." and "1. März" do not end one. */
export function splitSentences(paragraph: string): string[] {
  const sentences: string[] = [];
  let start = 0;
  for (const end of paragraph.matchAll(/(?<![.!?…])[.!?…]+["'”’»)\]]*\s+|[。！？]/gu)) {
    const next = end.index + end[0].length;
    const before = paragraph.slice(Math.max(start, next - LONGEST_WORD), next).trimEnd();
    if (!endsSentence(before, paragraph.slice(next, next + LONGEST_WORD))) continue;
    sentences.push(paragraph.slice(start, next).trim());
    start = next;
  }
  sentences.push(paragraph.slice(start).trim());
  return sentences.filter((sentence) => sentence !== '').flatMap(cutLong);
}

function endsSentence(before: string, after: string): boolean {
  if (after === '') return false;
  const word = /\S+$/.exec(before)?.[0] ?? '';
  // "eSIM" and "iPhone" start sentences though their first letter is small.
  if (/^\p{Ll}/u.test(after) && !/^\p{Ll}\p{Lu}/u.test(after)) return false;
  if (!word.endsWith('.')) return true;
  // "z. B." and "d. h." are written with a space, too.
  if (NEVER_ENDS.test(word) || /^\(?\p{Ll}\.$/u.test(word)) return false;
  if (BEFORE_NUMBER.test(word)) return !/^\d/.test(after);
  if (MAYBE_ENDS.test(word)) return STARTERS.test(after);
  // A number with a full stop: a list mark at the start, an ordinal before a month.
  if (/^\(?\d{1,2}\.$/.test(word)) return before !== word && !MONTH.test(after);
  return true;
}

function cutLong(sentence: string): string[] {
  if (sentence.length <= LONGEST_SENTENCE) return [sentence];
  const pieces: string[] = [];
  let start = 0;
  while (sentence.length - start > LONGEST_SENTENCE) {
    const space = sentence.slice(start, start + LONGEST_SENTENCE).lastIndexOf(' ');
    const end = start + (space > 0 ? space : LONGEST_SENTENCE);
    pieces.push(sentence.slice(start, end).trim());
    start = end;
  }
  return [...pieces, sentence.slice(start).trim()].filter((piece) => piece !== '');
}

import type { NoteSentence } from '../../src/domain/callNote.ts';
import { stemsOf, tellingStems } from '../../src/domain/words.ts';
import { writeNumbers } from '../../src/notes/draft/writeNumbers.ts';
import { proves } from '../../src/notes/draft/proves.ts';
import { listUnits } from '../../src/notes/draft/spokenUnit.ts';
import type { GoldCall } from './goldCalls.ts';
import type { Drafted } from './noteDrafters.ts';

/** One thing asked of a draft, and whether it holds. */
export type Marks = Readonly<Record<string, readonly boolean[]>>;

/** How far a line may stand beside the gold one and still be about the same thing. */
const BESIDE = 1;

/** Compares a draft with the gold note of its call. Figures count in any written form. */
export function markDraft(drafted: Drafted, { gold, utterances }: GoldCall): Marks {
  const { sentences, note } = drafted;
  const goldLines = [...gold.issues, ...gold.actions, ...gold.facts].flatMap(({ evidence }) => evidence);
  const forIssue = note === undefined ? sentences : sentences.filter(({ field }) => field === 'issue');
  const forAction = note?.actions.map(({ what, due, evidence }) => ({ text: `${what} ${due ?? ''}`, evidence }));
  const main = note?.issues[0]?.evidence ?? [];
  return {
    'main issue': [
      touches(
        note === undefined ? sentences.flatMap(({ evidence }) => evidence) : main,
        gold.issues[0]?.evidence ?? [],
      ),
    ],
    issues: gold.issues.map(({ evidence }) => forIssue.some((sentence) => touches(sentence.evidence, evidence))),
    ...(note === undefined
      ? {}
      : { 'issues right': forIssue.map((one) => gold.issues.some(({ evidence }) => touches(one.evidence, evidence))) }),
    'facts present': gold.facts.map((fact) => holdsFact(sentences, fact)),
    'actions recalled': gold.actions.map((action) => (forAction ?? sentences).some((one) => isSameAction(one, action))),
    ...(forAction === undefined
      ? {}
      : { 'actions right': forAction.map((one) => gold.actions.some((action) => isSameAction(one, action))) }),
    'evidence right': sentences.map(({ evidence }) => touches(evidence, goldLines)),
    unproven: sentences.map((sentence) => !isProven(sentence, utterances)),
    'asserts what was not': gold.notSaid.map((claim) => sentences.some(({ text }) => asserts(text, claim))),
  };
}

/** Compares what only a whole note has: disposition, topic and how the customer felt. */
export function markJudgements({ note, mismatches }: Drafted, { gold }: GoldCall): Marks {
  if (note === undefined) return {};
  const { overall, start, end, trend } = note.sentiment;
  const named = new Set(tellingStems(`${gold.topic} ${gold.issue}`));
  return {
    disposition: [note.disposition === gold.disposition],
    topic: [
      tellingStems(note.topic).filter((stem) => named.has(stem)).length >=
        Math.min(2, tellingStems(note.topic).length || 2),
    ],
    overall: [overall === gold.sentiment.overall],
    start: [start === gold.sentiment.start],
    end: [end === gold.sentiment.end],
    trend: [trend === gold.sentiment.trend],
    'CRM mismatch seen': gold.crmMismatches.map(() => (mismatches ?? []).length > 0),
    'CRM falsely asked': gold.crmMismatches.length > 0 ? [] : [(mismatches ?? []).length > 0],
  };
}

function touches(one: readonly number[], other: readonly number[]): boolean {
  return one.some((index) => other.some((near) => Math.abs(index - near) <= BESIDE));
}

/** All keys of the fact stand in sentences taken from where it was said. */
function holdsFact(sentences: readonly NoteSentence[], { keys, evidence }: GoldCall['gold']['facts'][number]): boolean {
  const near = sentences.filter((sentence) => touches(sentence.evidence, evidence));
  const text = plain(near.map((sentence) => sentence.text).join(' '));
  return keys.every((key) => holdsKey(text, plain(key)));
}

function plain(text: string): string {
  return writeNumbers(text)
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/(\d),(?=\d{3}\b)/g, '$1');
}

/** A figure must stand alone, "4" not in "14"; a word may go on, "overheat" in "overheating". */
function holdsKey(text: string, key: string): boolean {
  const escaped = key.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('-', '[- ]?');
  return /\d$/.test(key) ? new RegExp(`(?<![\\d.])${escaped}(?![\\d]|\\.\\d)`).test(text) : text.includes(key);
}

function isSameAction(
  { text, evidence }: { text: string; evidence: readonly number[] },
  action: GoldCall['gold']['actions'][number],
): boolean {
  const wanted = new Set(tellingStems(writeNumbers(`${action.what} ${action.due ?? ''}`)));
  return touches(evidence, action.evidence) && tellingStems(text).some((stem) => wanted.has(stem));
}

function isProven({ text, evidence }: NoteSentence, utterances: GoldCall['utterances']): boolean {
  const units = listUnits({ utterances, warnings: [] });
  return proves(
    [
      ...units.filter(({ utterance }) => evidence.includes(utterance)).map((unit) => unit.text),
      ...evidence.map((index) => writeNumbers(utterances[index]?.text ?? '')),
    ],
    text,
  );
}

/**
 * A suspicion, to be read by a person: one sentence holds every telling word and figure of a claim that would be false.
 */
function asserts(text: string, claim: string): boolean {
  const said = new Set(tellingStems(plain(text)));
  const wanted = tellingStems(plain(claim));
  return wanted.length > 0 && wanted.every((stem) => said.has(stem));
}

/** ROUGE-1 F of two texts over stems (Lin 2004): how much of the gold words, at what price in other words. */
export function rougeOne(text: string, gold: string, stems: (text: string) => string[] = stemsOf): number {
  const counts = (words: readonly string[]): Map<string, number> =>
    words.reduce((map, word) => map.set(word, (map.get(word) ?? 0) + 1), new Map<string, number>());
  const ours = counts(stems(plain(text)));
  const theirs = counts(stems(plain(gold)));
  const total = (map: ReadonlyMap<string, number>): number => [...map.values()].reduce((sum, count) => sum + count, 0);
  const shared = [...theirs].reduce((sum, [word, count]) => sum + Math.min(count, ours.get(word) ?? 0), 0);
  return shared === 0 ? 0 : (2 * shared) / (total(ours) + total(theirs));
}

/** The same over the words that tell what a text is about, each once: "the" and "and" earn nothing. */
export function tellingRouge(text: string, gold: string): number {
  return rougeOne(text, gold, tellingStems);
}

/** Share of the words that tell what a summary is about which stand in the text: what a reader of the text would learn. */
export function tellingShare(text: string, summary: string): number {
  const said = new Set(tellingStems(plain(text)));
  const wanted = tellingStems(plain(summary));
  return wanted.length === 0 ? 0 : wanted.filter((stem) => said.has(stem)).length / wanted.length;
}

/** The gold note as one text. */
export function goldText({ gold }: GoldCall): string {
  const issues = gold.issues.flatMap(({ issue, resolution }) => [issue, resolution]);
  const actions = gold.actions.map(({ what, due }) => `${what} ${due ?? ''}`);
  return [...issues, ...actions, ...gold.facts.map(({ text }) => text)].join('. ');
}

import type { Answer, AnswerLine, Citation, Notice } from '../domain/answer.ts';
import type { Passage, RankedPassage } from '../domain/passage.ts';
import { stemsOf } from '../domain/words.ts';
import type { Lexicon } from '../ports/lexicon.ts';
import { certaintyOf } from './certainty.ts';
import { chooseUnits } from './chooseUnits.ts';
import { findConflict } from './conflicts.ts';
import { unknownTwin } from './nearTwins.ts';
import { stemsOfPassage } from './passageStems.ts';
import { speakUnits } from './speakUnit.ts';
import { type StandaloneQuestion, wholeQuestion } from './standaloneQuestion.ts';
import { weighUnits, type WeighedUnit } from './weighUnits.ts';

/** Below this chance of being the answer nothing is claimed to be one. */
const LEAST_CERTAINTY = 0.1;
/** Below this chance the answer says that it is the closest found. */
const SURE = 0.6;
const FOLLOW_UPS_SHOWN = 3;

/** The answer that the found passages hold, or undefined when they hold none. Expects passages best first. */
export function composeAnswer(
  question: StandaloneQuestion,
  found: readonly RankedPassage[],
  lexicon: Lexicon,
): Answer | undefined {
  if (unknownTwin(question.own, found) !== undefined) return undefined;
  const weighing = weighUnits(question, found, lexicon);
  const best = weighing.units[0];
  if (best === undefined) return undefined;
  const certainty = certaintyOf(best, weighing, lexicon);
  if (certainty < LEAST_CERTAINTY) return undefined;
  const conflict = findConflict(best, weighing);
  const chosen = chooseUnits(conflict?.first ?? best, weighing, { question: wholeQuestion(question), lexicon });
  const sources = sourceList();
  const spoken = speakUnits(chosen.spoken, weighing, lexicon);
  const marks = [...new Set(chosen.spoken.map((unit) => sources.cite(unit)))];
  const details = chosen.spoken.filter(({ unit }) => unit.kind === 'row');
  const rival = conflict === undefined || chosen.lines.includes(conflict.other) ? [] : [conflict.other];
  const lines = [...chosen.steps, ...details, ...rival, ...chosen.lines].map((unit) =>
    lineOf(unit, sources.cite(unit)),
  );
  return {
    outcome: 'answered',
    mode: 'extractive',
    spoken,
    text: [
      `${spoken} ${marks.map((n) => `[${n}]`).join(' ')}`,
      ...lines.map((line) => `${line.text} [${line.n}]`),
    ].join('\n'),
    lines,
    citations: sources.citations,
    notices: [
      ...(conflict === undefined
        ? []
        : [{ kind: 'conflict' as const, titles: [conflict.first, conflict.other].map(datedTitle) }]),
      ...notices(sources.passages, found),
      ...(certainty < SURE ? [{ kind: 'closest' as const }] : []),
    ],
    followUps: followUps(sources.passages, found),
  };
}

function datedTitle({ ranked: { passage } }: WeighedUnit): string {
  return passage.effectiveDate === undefined ? passage.title : `${passage.title} (${passage.effectiveDate})`;
}

function lineOf({ unit }: WeighedUnit, n: number): AnswerLine {
  const kind = unit.kind === 'step' ? 'step' : unit.kind === 'row' ? 'row' : 'point';
  return { kind, text: unit.text, n, ...(unit.kind === 'row' ? { cells: unit.cells } : {}) };
}

/** Numbers sources in the order they are first used. */
function sourceList() {
  const citations: Citation[] = [];
  const passages: RankedPassage[] = [];
  return {
    citations,
    passages,
    cite({ ranked, unit }: WeighedUnit): number {
      const known = citations.find(({ passageId }) => passageId === ranked.passage.passageId);
      if (known !== undefined) return known.n;
      const n = citations.length + 1;
      citations.push(citationOf(n, ranked.passage, unit.text));
      passages.push(ranked);
      return n;
    },
  };
}

/** A passage as source `n` of an answer. */
export function citationOf(n: number, passage: Passage, snippet: string): Citation {
  const { passageId, file, title, page, slide, sheet, heading, effectiveDate, sensitivity, url, groups } = passage;
  const place = { page, slide, sheet, heading, effectiveDate, sensitivity, url };
  const known = Object.fromEntries(Object.entries(place).filter(([, value]) => value !== undefined));
  return { n, passageId, file, title, ...known, snippet, isRestricted: groups !== null };
}

/** What to know about the sources that are cited, and about all that were found. */
export function notices(cited: readonly RankedPassage[], found: readonly RankedPassage[]): Notice[] {
  const superseded = cited.flatMap(({ passage, supersededBy }) =>
    supersededBy === undefined ? [] : [{ kind: 'superseded' as const, title: passage.title, newer: supersededBy }],
  );
  const instructing = found
    .filter(({ passage }) => stemsOfPassage(passage).instructing.size > 0)
    .map(({ passage }) => passage.title);
  return [
    ...uniqueBy(superseded, ({ title }) => title),
    ...[...new Set(instructing)].map((title) => ({ kind: 'instructs' as const, title })),
  ];
}

/** Headings of other good passages, as questions the same knowledge answers. */
function followUps(cited: readonly RankedPassage[], found: readonly RankedPassage[]): string[] {
  const seen = new Set(cited.map(({ passage }) => stemsOf(passage.heading ?? passage.title).join(' ')));
  return found
    .filter((ranked) => !cited.includes(ranked) && ranked.passage.groups === null && ranked.supersededBy === undefined)
    .flatMap(({ passage }) => {
      const key = stemsOf(passage.heading ?? '').join(' ');
      if (key === '' || seen.has(key)) return [];
      seen.add(key);
      return [passage.heading ?? ''];
    })
    .slice(0, FOLLOW_UPS_SHOWN);
}

function uniqueBy<T>(items: readonly T[], key: (item: T) => string): T[] {
  return [...new Map(items.map((item) => [key(item), item])).values()];
}

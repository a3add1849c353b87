import type { Answer, AnswerLine, Citation, Notice } from '../domain/answer.ts';
import type { Passage, RankedPassage } from '../domain/passage.ts';
import { stemsOf } from '../domain/words.ts';
import { instructsAssistant } from './instructingText.ts';
import { wantedBy } from './questionShape.ts';
import { speakUnit } from './speakUnit.ts';
import { type StandaloneQuestion, wholeQuestion } from './standaloneQuestion.ts';
import { weighUnits, type WeighedUnit } from './weighUnits.ts';

/** Below this share of the question's telling words nothing is claimed to answer it. */
const LEAST_COVERAGE = 0.5;
/** Below this share the answer says that it is the closest found. */
const SURE_COVERAGE = 0.65;
/** Lines beside the spoken sentence; an agent with a caller on the line reads no more. */
const LINES_SHOWN = 3;
/** Beside a list of steps only this much else. */
const LINES_BESIDE_STEPS = 1;
const FOLLOW_UPS_SHOWN = 3;
/** A further line must be nearly as good as the spoken one to be worth an agent's glance. */
const LINE_SHARE = 0.7;
/** Steps are worth starting from when one of them is nearly as good as the best unit. */
const STEP_SHARE = 0.6;

/** The answer that the found passages hold, or undefined when they hold none. Expects passages best first. */
export function composeAnswer(question: StandaloneQuestion, found: readonly RankedPassage[]): Answer | undefined {
  const text = wholeQuestion(question);
  const weighed = weighUnits(question, found);
  const best = weighed[0];
  const coverage = Math.max(0, ...weighed.slice(0, 5).map((unit) => unit.coverage));
  if (best === undefined || coverage < LEAST_COVERAGE) return undefined;
  const asksForSteps = wantedBy(text)[0] === 'steps';
  const chosen = asksForSteps ? (stepsStart(best, weighed) ?? best) : best;
  const sources = sourceList();
  const spoken = speakUnit(chosen, text);
  const first = sources.cite(chosen);
  const steps = stepLines(chosen, asksForSteps);
  const others = otherLines(chosen, weighed).slice(0, steps.length > 0 ? LINES_BESIDE_STEPS : LINES_SHOWN);
  const lines = [...steps, ...others].map((unit) => lineOf(unit, sources.cite(unit)));
  return {
    outcome: 'answered',
    mode: 'extractive',
    spoken,
    text: [`${spoken} [${first}]`, ...lines.map((line) => `${line.text} [${line.n}]`)].join('\n'),
    lines,
    citations: sources.citations,
    notices: [...notices(sources.passages, found), ...(coverage < SURE_COVERAGE ? [{ kind: 'closest' as const }] : [])],
    followUps: followUps(sources.passages, found),
  };
}

/** The first step of the best passage with steps, when one is nearly as good as the best unit. */
function stepsStart(best: WeighedUnit, weighed: readonly WeighedUnit[]): WeighedUnit | undefined {
  const step = weighed.find(({ unit, weight }) => unit.kind === 'step' && weight > best.weight * STEP_SHARE);
  if (step === undefined) return undefined;
  return (
    weighed.find(({ ranked, unit }) => ranked === step.ranked && unit.kind === 'step' && unit.number === 1) ?? step
  );
}

/** All steps of the chosen passage, in order; the spoken one is among them, because a list starts at one. */
function stepLines(chosen: WeighedUnit, asksForSteps: boolean): WeighedUnit[] {
  if (chosen.unit.kind !== 'step' && !asksForSteps) return [];
  return chosen.ranked.passage.units.flatMap((unit, index) =>
    unit.kind === 'step' && !instructsAssistant(unit.text) ? [{ ...chosen, unit, index }] : [],
  );
}

function otherLines(chosen: WeighedUnit, weighed: readonly WeighedUnit[]): WeighedUnit[] {
  const said = new Set([chosen.unit.text]);
  return weighed.filter(({ unit, weight, ranked, coverage }) => {
    const isStepElsewhere = unit.kind === 'step';
    if (isStepElsewhere || said.has(unit.text) || weight < chosen.weight * LINE_SHARE) return false;
    if (coverage < LEAST_COVERAGE) return false;
    if (ranked.supersededBy !== undefined && chosen.ranked.supersededBy === undefined) return false;
    said.add(unit.text);
    return true;
  });
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

function citationOf(n: number, passage: Passage, snippet: string): Citation {
  const { passageId, file, title, page, slide, sheet, heading, effectiveDate, sensitivity, url, groups } = passage;
  const place = { page, slide, sheet, heading, effectiveDate, sensitivity, url };
  const known = Object.fromEntries(Object.entries(place).filter(([, value]) => value !== undefined));
  return { n, passageId, file, title, ...known, snippet, isRestricted: groups !== null };
}

function notices(cited: readonly RankedPassage[], found: readonly RankedPassage[]): Notice[] {
  const superseded = cited.flatMap(({ passage, supersededBy }) =>
    supersededBy === undefined ? [] : [{ kind: 'superseded' as const, title: passage.title, newer: supersededBy }],
  );
  const instructing = found
    .filter(({ passage }) => passage.units.some((unit) => instructsAssistant(unit.text)))
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

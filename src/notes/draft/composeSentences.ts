import type { NoteIssue, NoteSentence, NoteSentiment } from '../../domain/callNote.ts';
import type { NoteMessages } from '../../messages/noteMessages.ts';
import type { FoundAction } from './findActions.ts';
import type { findCaller } from './findCaller.ts';
import type { FoundIssue } from './findIssues.ts';
import type { FoundOutcome } from './findOutcomes.ts';
import type { MarkedUnit } from './markUnits.ts';
import { stepText } from './findTried.ts';
import { inNoteStyle, quote } from './noteStyle.ts';
import { says } from './said.ts';

/** Everything found in a call. */
export interface Found {
  issues: readonly FoundIssue[];
  outcomes: readonly FoundOutcome[];
  actions: readonly FoundAction[];
  details: readonly MarkedUnit[];
  caller: ReturnType<typeof findCaller>;
  /** What was tried in the call. */
  tried: readonly MarkedUnit[];
  /** All sentences of the call, by their place. */
  units: readonly MarkedUnit[];
  topic: string;
  disposition: string;
  sentiment: NoteSentiment;
}

/** The issues with what became of them, the main one first. */
export function composeIssues({ issues, outcomes }: Found, words: NoteMessages): NoteIssue[] {
  return issues.map(({ units }, index) => {
    const outcome = outcomes[index];
    const told = (outcome?.units ?? []).map(inNoteStyle).join(' ');
    const resolution = outcome?.isOpen === true ? `${words.unresolved}: ${told}`.replace(/: $/, '') : told;
    const evidence = evidenceOf([...units, ...(outcome?.units ?? [])]);
    return { issue: units.map(inNoteStyle).join(' '), resolution, evidence };
  });
}

/** The note sentence by sentence, each once and with the utterances that prove it. */
export function composeSentences(found: Found, words: NoteMessages): NoteSentence[] {
  const { issues, outcomes, actions, details, tried, caller, units, topic, disposition, sentiment } = found;
  const written = new Set<number>();
  const say = (field: NoteSentence['field'], units: readonly MarkedUnit[]): NoteSentence[] =>
    units
      .filter(({ place }) => !written.has(place) && written.add(place))
      .map((unit) => ({ field, text: inNoteStyle(unit), evidence: [unit.utterance] }));
  const about = evidenceOf(issues[0]?.units ?? []);
  const settled = evidenceOf(outcomes.flatMap(({ units }) => units));
  return [
    ...issues.flatMap(({ units }) => say('issue', units)),
    ...outcomes.flatMap(({ units }) => say('resolution', units)),
    ...say(
      'action',
      actions.map(({ unit }) => unit),
    ),
    ...callerSentence(caller, words),
    ...triedSentence(tried, words),
    ...details.filter(({ place }) => !written.has(place)).map((unit) => withRefusal(unit, { units, written })),
    ...summary('topic', topic, about),
    ...summary('disposition', disposition, settled.length > 0 ? settled : about),
    ...feelingSentence(sentiment, words),
  ];
}

/** Who called may be another than whose account it is. */
function callerSentence(caller: Found['caller'], words: NoteMessages): NoteSentence[] {
  if (caller === undefined) return [];
  return [{ field: 'detail', text: words.caller(caller.name), evidence: [caller.unit.utterance] }];
}

/** All steps in one sentence, with a line for each. */
function triedSentence(tried: readonly MarkedUnit[], words: NoteMessages): NoteSentence[] {
  if (tried.length === 0) return [];
  return [{ field: 'detail', text: words.tried(tried.map(stepText).join('; ')), evidence: evidenceOf(tried) }];
}

/** An offer that was turned down stands with the words that did so, or it would read as agreed. */
function withRefusal(
  unit: MarkedUnit,
  { units, written }: { units: readonly MarkedUnit[]; written: Set<number> },
): NoteSentence {
  const context = contextOf(unit, units);
  const told = context === undefined || written.has(context.place) ? [unit] : [context, unit];
  told.forEach(({ place }) => written.add(place));
  const text = told.map(inNoteStyle).join(' ');
  const reply = units.find(({ place }) => place === unit.replyPlace);
  if (unit.speaker === 'customer' || unit.reply !== 'refuses' || reply === undefined) {
    return { field: 'detail', text, evidence: evidenceOf(told) };
  }
  return { field: 'detail', text: `${text} ${quote(reply)}`, evidence: evidenceOf([...told, reply]) };
}

/** It speaks of what was said just before. */
const POINTS_BACK = /^(?:it|its|that|thats|this|they|those|these|he|she|him|her|there|yes|yeah|no)\b/;

/** What a sentence answers or goes on from, where it cannot be understood alone. */
function contextOf(unit: MarkedUnit, units: readonly MarkedUnit[]): MarkedUnit | undefined {
  if (unit.figures === 0 || (!says(unit, POINTS_BACK) && unit.stems.length >= 3)) return undefined;
  const before = units.find(({ place }) => place === unit.place - 1);
  if (before === undefined || unit.utterance - before.utterance > 1 || before.stems.length < 2) return undefined;
  const isAnswered = before.speaker !== unit.speaker && before.text.endsWith('?');
  return before.utterance === unit.utterance || isAnswered ? before : undefined;
}

function summary(field: NoteSentence['field'], text: string, evidence: readonly number[]): NoteSentence[] {
  return text === '' || evidence.length === 0 ? [] : [{ field, text, evidence }];
}

/** "Started upset, ended pleased", with the lines that show it; no lines, no sentence. */
export function feelingSentence({ start, end, points }: NoteSentiment, words: NoteMessages): NoteSentence[] {
  if (points.length === 0) return [];
  const { feeling } = words;
  const text =
    start === end ? words.sameThroughout(feeling[start]) : words.startedAndEnded(feeling[start], feeling[end]);
  return [{ field: 'sentiment', text, evidence: points.map(({ utterance }) => utterance) }];
}

function evidenceOf(units: readonly MarkedUnit[]): number[] {
  return [...new Set(units.map(({ utterance }) => utterance))].sort((one, other) => one - other);
}

import type { CallNote, DraftNote, DraftWarning } from '../domain/callNote.ts';
import type { Customer } from '../domain/customer.ts';
import type { Language } from '../domain/language.ts';
import type { MarkedSentence } from '../domain/markedSentence.ts';
import type { Transcript } from '../domain/transcript.ts';
import { noteMessagesFor } from '../messages/noteMessages.ts';
import { checkAgainstCrm } from './draft/checkAgainstCrm.ts';
import { composeIssues, composeSentences, type Found } from './draft/composeSentences.ts';
import { findActions } from './draft/findActions.ts';
import { findDetails } from './draft/findDetails.ts';
import { findIssues } from './draft/findIssues.ts';
import { findOutcomes } from './draft/findOutcomes.ts';
import { judgeSentiment } from './draft/judgeSentiment.ts';
import { type MarkedUnit, markUnits } from './draft/markUnits.ts';
import { checkMarked, mattering } from './draft/checkMandatory.ts';
import { findCaller } from './draft/findCaller.ts';
import { findTried } from './draft/findTried.ts';
import { nameTopic } from './draft/nameTopic.ts';
import { proves } from './draft/proves.ts';
import { listUnits } from './draft/spokenUnit.ts';
import { suggestDisposition } from './draft/suggestDisposition.ts';

/** What a draft may lean on besides the call. */
export interface DraftContext {
  /** The company's list; empty for none. */
  dispositions: readonly string[];
  /** The record of the customer in the call, when known. */
  customer?: Customer | undefined;
  /** Sentences the agent must say, as knowledge documents mark them. */
  mustSay?: readonly MarkedSentence[];
  /** Of the few words that are the note's own. */
  language?: Language;
}

/**
 * Drafts the after-call note without a model, from what was said: sentences are taken from the call, put in the third
 * person where that is safe and quoted where not, and each carries the utterances that prove it.
 */
export function draftNote(transcript: Transcript, context: DraftContext): DraftNote {
  const units = markUnits(listUnits(transcript));
  const found = findAll(
    units.filter(({ instructs }) => !instructs),
    transcript,
    context,
  );
  const note = composeNote(found, units, context.language ?? 'en');
  const about = [note.topic, ...note.sentences.map(({ text }) => text)].join(' ');
  return {
    note,
    mode: 'extractive',
    warnings: warningsOf(transcript, units, found),
    checks: context.customer === undefined ? [] : checkAgainstCrm(context.customer, units),
    mandatory: checkMarked(mattering(context.mustSay ?? [], about), transcript),
  };
}

function findAll(units: readonly MarkedUnit[], transcript: Transcript, context: DraftContext): Found {
  const issues = findIssues(units);
  const outcomes = findOutcomes(issues, units);
  const actions = findActions(units);
  const used = [...issues, ...outcomes].flatMap((one) => one.units);
  const told = [...used, ...actions.map(({ unit }) => unit)];
  const tried = findTried(units, told);
  return {
    issues,
    outcomes,
    actions,
    units,
    details: findDetails(units, [...told, ...tried]),
    tried,
    caller: findCaller(units),
    topic: nameTopic({ issue: issues[0]?.units ?? [], outcome: outcomes[0]?.units ?? [] }, units),
    disposition: suggestDisposition(context.dispositions, { issues, outcomes, actions, units }),
    sentiment: judgeSentiment(transcript.utterances),
  };
}

function composeNote(found: Found, units: readonly MarkedUnit[], language: Language): CallNote {
  const words = noteMessagesFor(language);
  const issues = composeIssues(found, words);
  const told = (evidence: readonly number[]): string[] =>
    units.filter(({ utterance }) => evidence.includes(utterance)).map(({ text }) => text);
  return {
    issue: issues[0]?.issue ?? '',
    resolution: issues[0]?.resolution ?? '',
    issues,
    actions: found.actions.map(({ unit: _, ...action }) => action),
    topic: found.topic,
    disposition: found.disposition,
    sentiment: found.sentiment,
    sentences: composeSentences(found, words).filter(
      // A disposition is the company's word and a feeling is judged; all else must stand in what was said.
      ({ field, text, evidence }) => field === 'disposition' || field === 'sentiment' || proves(told(evidence), text),
    ),
  };
}

function warningsOf(transcript: Transcript, units: readonly MarkedUnit[], { issues }: Found): DraftWarning[] {
  const warnings: (DraftWarning | undefined)[] = [
    ...transcript.warnings,
    issues.length === 0 ? 'no-issue' : undefined,
    units.some(({ isCorrected }) => isCorrected) ? 'figure-corrected' : undefined,
    units.some(({ instructs }) => instructs) ? 'instructs-the-writer' : undefined,
  ];
  return warnings.filter((warning) => warning !== undefined);
}

import {
  type AgentCorrections,
  type CorrectedField,
  type DraftContent,
  NOTE_LIMITS,
  type NoteDraft,
  type WrittenNote,
} from '../domain/noteDraft.ts';
import type { Transcript } from '../domain/transcript.ts';
import { tellingStems } from '../domain/words.ts';
import { markUnits } from './draft/markUnits.ts';
import { listUnits } from './draft/spokenUnit.ts';
import { provenBy } from './model/evidence.ts';

/** The words of the draft with what the agent changed; a disposition counts only if it is one of the company's. */
export function typedNote(
  { content }: Pick<NoteDraft, 'content'>,
  changed: Partial<WrittenNote>,
  dispositions: readonly string[],
): WrittenNote | 'too-long' | 'no-words' {
  const { written } = content;
  const { textCharacters, actions: mostActions, actionCharacters } = NOTE_LIMITS;
  const issue = tidy(changed.issue ?? written.issue);
  const resolution = tidy(changed.resolution ?? written.resolution);
  const actions = (changed.actions ?? written.actions).map(tidy).filter((line) => line !== '');
  const asked = changed.disposition;
  const disposition = asked !== undefined && dispositions.includes(asked) ? asked : written.disposition;
  const isTooLong =
    issue.length > textCharacters ||
    resolution.length > textCharacters ||
    actions.length > mostActions ||
    actions.some((line) => line.length > actionCharacters);
  if (isTooLong) return 'too-long';
  if (issue === '' && resolution === '' && actions.length === 0) return 'no-words';
  const advice = adviceIn(changed.advice, content);
  return { issue, resolution, actions, disposition, ...(advice.length > 0 && { advice }) };
}

/** Only what was shown in the call can be ticked; by its answer's id. */
function adviceIn(ticked: readonly string[] | undefined, content: DraftContent): readonly string[] {
  if (ticked === undefined) return content.written.advice ?? [];
  return (content.advice ?? []).filter(({ answerId }) => ticked.includes(answerId)).map(({ text }) => text);
}

function tidy(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
}

/**
 * What the agent wrote themselves, now and before: each field that says something else than what they saw. A field they
 * wrote before stays until they change it again. Undefined when they wrote nothing.
 */
export function correctionsIn(
  typed: WrittenNote,
  seen: WrittenNote,
  { content, transcript }: Pick<NoteDraft, 'content' | 'transcript'>,
): AgentCorrections | undefined {
  const isOther = (field: CorrectedField | 'disposition'): boolean => textOf(typed[field]) !== textOf(seen[field]);
  const written = {
    ...content.corrections?.written,
    ...(isOther('issue') && { issue: typed.issue }),
    ...(isOther('resolution') && { resolution: typed.resolution }),
    ...(isOther('actions') && { actions: typed.actions }),
    ...(isOther('disposition') && { disposition: typed.disposition }),
  };
  return Object.keys(written).length === 0 ? undefined : heldAgainst(written, transcript);
}

/** As cards send texts back: white space is no change. */
function textOf(text: string | readonly string[]): string {
  const lines = typeof text === 'string' ? [text] : text;
  return lines
    .map(tidy)
    .filter((line) => line !== '')
    .join('\n');
}

/** The same corrections beside what was said: whether lines of the call show their words. */
export function heldAgainst(written: AgentCorrections['written'], transcript: Transcript): AgentCorrections {
  const said = { utterances: transcript.utterances, units: markUnits(listUnits(transcript)) };
  const stems = said.utterances.map(({ text }) => new Set(tellingStems(text)));
  const isShown = (text: string): boolean => {
    const wanted = tellingStems(text);
    const shared = stems
      .map((line, index) => ({ index, count: wanted.filter((stem) => line.has(stem)).length }))
      .filter(({ count }) => count > 0)
      .toSorted((one, other) => other.count - one.count)
      .slice(0, MOST_LINES);
    return (
      wanted.length === 0 ||
      provenBy(
        text,
        shared.map(({ index }) => index),
        said,
      ) !== undefined
    );
  };
  const texts: Record<CorrectedField, readonly string[]> = {
    issue: [written.issue ?? ''],
    resolution: [written.resolution ?? ''],
    actions: (written.actions ?? []).map((line) => line.replace(/^\p{L}+: /u, '')),
  };
  const fields = (Object.keys(texts) as CorrectedField[]).filter((field) => !texts[field].every(isShown));
  return { written, unproven: fields };
}

/** So many lines may show one text together. */
const MOST_LINES = 4;

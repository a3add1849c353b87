import type { Answer } from '../domain/answer.ts';
import type { ShownAdvice } from '../domain/noteDraft.ts';
import type { Transcript } from '../domain/transcript.ts';
import type { AnswerRecord } from '../ports/answerLog.ts';
import { checkMandatory } from './draft/checkMandatory.ts';

/** More answers than these no call needs. */
const MOST_SHOWN = 8;

/** What the agent was shown from the documents in this call, and whether the transcript shows that they said it. */
export function shownAdvice(answers: readonly AnswerRecord[], transcript: Transcript): ShownAdvice[] {
  const told = answers.filter(
    // What stands in the customer's record is no advice.
    ({ answer }) => answer.outcome === 'answered' && answer.citations.some(({ origin }) => origin === undefined),
  );
  const texts = new Map(told.map((record) => [record.answer.spoken, record]));
  const checked = checkMandatory([...texts.keys()].slice(0, MOST_SHOWN), transcript);
  return checked.map(({ sentence: text, state, evidence }) => {
    const isSaid = state === 'said';
    const record = texts.get(text);
    const passageIds = record === undefined ? [] : drawsOn(record.answer);
    return { answerId: record?.answerId ?? '', text, isSaid, evidence: isSaid ? evidence : [], passageIds };
  });
}

/** The passages behind the spoken sentence: the first one's words, or a model's, which may draw on all of them. */
function drawsOn({ mode, citations }: Answer): string[] {
  const ids = citations.filter(({ origin }) => origin === undefined).map(({ passageId }) => passageId);
  return mode === 'model' || citations[0]?.origin !== undefined ? ids : ids.slice(0, 1);
}

import type { Answer, Citation } from '../domain/answer.ts';
import { messagesFor } from '../messages/messages.ts';
import type { Language } from '../domain/language.ts';
import type { KnowledgeStore } from '../ports/knowledgeStore.ts';

/** An answer given earlier, and the groups of everyone who will read it now. */
export interface EarlierAnswer {
  answer: Answer;
  readerGroups: readonly string[];
  language: Language;
  /** True while the reader is on the call the answer was given in. */
  isInCall?: boolean;
}

/** The answer without what its readers may no longer see: lines, snippets, and the sentence itself if need be. */
export async function stillReadable(
  earlier: EarlierAnswer,
  ports: { knowledge: Pick<KnowledgeStore, 'stillReadable'> },
): Promise<Answer> {
  const { answer, readerGroups, language, isInCall = false } = earlier;
  const ids = answer.citations.filter(({ origin }) => origin === undefined).map(({ passageId }) => passageId);
  const readable = await ports.knowledge.stillReadable(ids, readerGroups);
  const isGone = ({ origin, passageId }: Citation): boolean =>
    origin === 'crm' ? !isInCall : !readable.has(passageId);
  const gone = new Set(answer.citations.filter(isGone).map(({ n }) => n));
  if (gone.size === 0) return answer;
  const withdrawn = messagesFor(language).answers.withdrawn;
  // A sentence that tells of the caller goes with the call.
  const toldOfCaller = answer.citations.some(({ origin, n }) => origin === 'crm' && gone.has(n));
  // A model's sentences may draw on all of its sources, whichever they name.
  const isWovenOfAll = answer.mode === 'model';
  const spoken = isWovenOfAll || toldOfCaller || gone.has(answer.citations[0]?.n ?? 0) ? withdrawn : answer.spoken;
  // Lines from documents may tell of the caller, too: why an offer fits them, from when a rule holds for them.
  const lines = isWovenOfAll || toldOfCaller ? [] : answer.lines.filter(({ n }) => !gone.has(n));
  return {
    ...answer,
    spoken,
    lines,
    // They name documents, perhaps the very ones that are gone.
    notices: answer.notices.filter(({ kind }) => kind === 'private-chat' || kind === 'closest' || kind === 'no-call'),
    followUps: [],
    text: [spoken, ...lines.map((line) => `${line.text} [${line.n}]`)].join('\n'),
    citations: answer.citations.map((citation) =>
      gone.has(citation.n)
        ? { ...citation, title: withdrawn, heading: undefined, snippet: '', url: undefined }
        : citation,
    ),
  };
}

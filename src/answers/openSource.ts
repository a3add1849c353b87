import type { Answer } from '../domain/answer.ts';
import type { Passage } from '../domain/passage.ts';
import type { KnowledgeStore } from '../ports/knowledgeStore.ts';

/** Which source of which answer, and the groups of everyone who will read it. */
export interface SourceRequest {
  answer: Answer;
  n: number;
  readerGroups: readonly string[];
}

/** The passage behind `[n]`, or undefined when it is gone or these readers may not see it any more. */
export async function openSource(
  request: SourceRequest,
  ports: { knowledge: Pick<KnowledgeStore, 'readable'> },
): Promise<Passage | undefined> {
  const citation = request.answer.citations.find(({ n }) => n === request.n);
  if (citation === undefined) return undefined;
  const [passage] = await ports.knowledge.readable([citation.passageId], request.readerGroups);
  return passage;
}

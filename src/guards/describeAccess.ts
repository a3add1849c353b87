import type { Agent } from '../domain/agent.ts';
import type { KnowledgeIndex } from '../ports/knowledgeIndex.ts';

/** What a person is to Earpiece at this moment. */
export interface Access {
  agent: Agent;
  /** Documents they can find. */
  documents: number;
  /** Documents that everybody can find. */
  openDocuments: number;
  /** Whose data they may see, while they are on a call. */
  lease?: { customer: string; until: Date };
  /** Tokens of the model that are left today. */
  budget?: { left: number; most: number };
}

/** Counts what the person can find. Throws SearchUnavailable. */
export async function describeAccess(
  agent: Agent,
  { index }: { index: Pick<KnowledgeIndex, 'countDocuments'> },
): Promise<Access> {
  const [documents, openDocuments] = await Promise.all([index.countDocuments(agent.groups), index.countDocuments([])]);
  return { agent, documents, openDocuments };
}

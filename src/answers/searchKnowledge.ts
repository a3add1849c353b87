import type { Agent } from '../domain/agent.ts';
import type { Passage } from '../domain/passage.ts';
import type { AnswerLog } from '../ports/answerLog.ts';
import type { Clock } from '../ports/clock.ts';
import type { KnowledgeIndex } from '../ports/knowledgeIndex.ts';
import type { KnowledgeStore } from '../ports/knowledgeStore.ts';

/** What somebody types into the search box; empty words ask for what was cited lately. */
export interface KnowledgeSearch {
  text: string;
  asker: Agent;
  skip: number;
  count: number;
}

/** What searching needs. */
export interface SearchPorts {
  index: KnowledgeIndex;
  knowledge: Pick<KnowledgeStore, 'readable'>;
  answers: Pick<AnswerLog, 'citedPassages'>;
  clock: Clock;
}

const POPULAR_DAYS = 30;

/** Passages the asker may read, best or most cited first. Throws SearchUnavailable. */
export async function searchKnowledge(search: KnowledgeSearch, ports: SearchPorts): Promise<readonly Passage[]> {
  const ids = search.text === '' ? await lately(search, ports) : await matching(search, ports);
  return ports.knowledge.readable(ids.slice(search.skip, search.skip + search.count), search.asker.groups);
}

async function matching(search: KnowledgeSearch, ports: SearchPorts): Promise<string[]> {
  const top = search.skip + search.count;
  const query = { text: search.text, groups: search.asker.groups, top, now: ports.clock.now() };
  return (await ports.index.search(query)).map(({ passage }) => passage.passageId);
}

async function lately(search: KnowledgeSearch, ports: SearchPorts): Promise<readonly string[]> {
  const since = new Date(ports.clock.now().getTime() - POPULAR_DAYS * 86_400_000);
  return ports.answers.citedPassages(search.asker.agentId, since, search.skip + search.count);
}

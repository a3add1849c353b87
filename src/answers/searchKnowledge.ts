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
const POPULAR_READ = 200;

/** Passages the asker may read, best or most cited first. Throws SearchUnavailable. */
export async function searchKnowledge(search: KnowledgeSearch, ports: SearchPorts): Promise<readonly Passage[]> {
  const ids = search.text === '' ? await lately(search, ports) : await matching(search, ports);
  const readable = await ports.knowledge.readable(ids, search.asker.groups);
  return readable.slice(search.skip, search.skip + search.count);
}

async function matching(search: KnowledgeSearch, ports: SearchPorts): Promise<string[]> {
  const top = search.skip + search.count;
  const query = { text: search.text, groups: search.asker.groups, top, now: ports.clock.now() };
  return (await ports.index.search(query)).map(({ passage }) => passage.passageId);
}

async function lately(search: KnowledgeSearch, ports: SearchPorts): Promise<readonly string[]> {
  const since = new Date(ports.clock.now().getTime() - POPULAR_DAYS * 86_400_000);
  // Cut only after the rights are checked: a gap in the list would tell of a passage the asker may not see.
  return ports.answers.citedPassages(search.asker.agentId, since, POPULAR_READ);
}

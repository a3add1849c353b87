import { randomUUID } from 'node:crypto';
import { gapTopics } from '../answers/gapTopics.ts';
import { gapsCard } from '../cards/gapsCard.ts';
import type { Marks } from '../ports/marks.ts';
import type { CallTeller } from './callTeller.ts';
import type { TeamsPorts } from './ports.ts';
import { tellPerson } from './tellAdmins.ts';

/** What telling the knowledge owner needs. */
export type OwnerPorts = Pick<
  TeamsPorts,
  'gaps' | 'lexicon' | 'audit' | 'conversations' | 'directory' | 'clock' | 'log'
> & { marks: Pick<Marks, 'setOnce'> };

const WEEK_DAYS = 7;

/**
 * Sends the owner of the knowledge base what it did not answer in the last seven days, once a week for all processes
 * together; nothing when nothing is open. Returns whether they were told. Somebody the directory does not know any more
 * gets none. `week` names the week, such as 2026-11-16.
 */
export async function tellKnowledgeOwner(
  { owner, week }: { owner: string; week: string },
  teller: CallTeller,
  ports: OwnerPorts,
): Promise<boolean> {
  if ((await ports.directory.find(owner)) === undefined) return false;
  const topics = await gapTopics(WEEK_DAYS, ports);
  if (topics.length === 0) return false;
  const key = `gaps told ${owner} ${week}`;
  const turn = randomUUID();
  if ((await ports.marks.setOnce(key, turn)) !== turn) return false;
  const at = ports.clock.now();
  // People's questions leave the house's own list: who gets them is written down first.
  const who = { at, who: 'earpiece', what: `gaps of the week to ${owner}`, correlationId: turn };
  await ports.audit.write({ ...who, action: 'gaps.sent', result: 'begun' });
  const questions = topics.reduce((sum, topic) => sum + topic.questions, 0);
  const isTold = await tellPerson(
    {
      agentId: owner,
      news: (messages) => ({
        text: `${messages.admin.weeklyGaps} ${messages.gaps.summary(topics.length, questions, WEEK_DAYS)}`,
        card: gapsCard(topics, messages),
      }),
    },
    teller,
    ports,
  );
  await ports.audit.write({ ...who, action: 'gaps.sent', result: isTold ? 'done' : 'failed' });
  return isTold;
}

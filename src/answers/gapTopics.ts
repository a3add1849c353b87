import type { GapTopic } from '../domain/gapTopic.ts';
import type { Clock } from '../ports/clock.ts';
import type { GapStore } from '../ports/gapStore.ts';
import type { TopicLexicon } from './clusterQuestions.ts';
import { joinGaps } from './joinGaps.ts';

/** What listing gaps needs. */
export interface GapTopicPorts {
  gaps: Pick<GapStore, 'list'>;
  lexicon: TopicLexicon;
  clock: Clock;
}

/** How far back the knowledge team looks, unless it says otherwise. */
export const GAP_DAYS = 30;

const DAY_MS = 86_400_000;
/** Joining takes 0.1 ms a gap and keeps everybody else waiting; the newest ones are enough to choose what to write. */
const GAPS_READ = 3000;

/** What people asked in the last `days` days and is still open, by topic, most asked first. */
export async function gapTopics(days: number, ports: GapTopicPorts): Promise<GapTopic[]> {
  const since = new Date(ports.clock.now().getTime() - days * DAY_MS);
  const open = (await ports.gaps.list(since)).filter(({ answeredAt }) => answeredAt === undefined);
  return joinGaps(open.slice(-GAPS_READ), ports.lexicon);
}

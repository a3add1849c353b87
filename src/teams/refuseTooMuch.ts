import { limitUse } from '../guards/limitUse.ts';
import type { TeamsPorts, TeamsSettings } from './ports.ts';
import type { Turn } from './readTurn.ts';

/** Counts a question or search; the sentence to refuse it with when there were too many, and when to try again. */
export async function refuseTooMuch(
  { turn, kind }: { turn: Turn; kind: 'question' | 'search' },
  ports: TeamsPorts,
  { rates }: Pick<TeamsSettings, 'rates'>,
): Promise<string | undefined> {
  const refusal = await limitUse({ agentId: turn.agent.agentId, kind }, rates, ports);
  if (refusal === undefined) return undefined;
  const seconds = Math.max(1, Math.ceil((refusal.roomAt.getTime() - ports.clock.now().getTime()) / 1000));
  return turn.messages.access.rate[refusal.whose](seconds);
}

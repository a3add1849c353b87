import { identifyAgent } from '../../guards/identifyAgent.ts';
import type { MessageOutcome } from '../../ports/leases.ts';
import type { Ports } from '../connectPorts.ts';
import type { Check } from '../../domain/check.ts';

/** What became a message in a chat. */
const SHOWN: ReadonlySet<MessageOutcome> = new Set(['shown', 'withdrawn', 'closed']);
const DAYS = 7;
const DAY_MS = 86_400_000;
const NAMED = 8;
/** A message that has been on its way for so long was lost with its process. */
const LOST_MS = 5 * 60_000;

const FIXES: Readonly<Partial<Record<MessageOutcome, string>>> = {
  'never-installed': 'install the app for them, or have them open their chat with Earpiece once',
  'no-role': 'give them the role of an agent',
  'foreign-tenant': 'add their tenant to ALLOWED_TENANTS',
  failed: 'look for "call message not written" in the log',
  sending: 'the process ended while it was sending; nothing to do',
};

/** What became of the messages of calls in the last seven days, and who could not be reached. */
export async function callMessages(ports: Ports): Promise<Check[]> {
  const now = ports.clock.now().getTime();
  const messages = await ports.leases.messagesSince(new Date(now - DAYS * DAY_MS));
  const shown = messages.filter(({ outcome }) => SHOWN.has(outcome)).length;
  const missed = messages.filter(({ outcome, at }) =>
    outcome === 'sending' ? now - at.getTime() > LOST_MS : !SHOWN.has(outcome),
  );
  const reasons = Map.groupBy(missed, ({ outcome }) => outcome);
  const rows = [...reasons].map(async ([outcome, some]): Promise<Check> => {
    const names = await namesOf([...new Set(some.map(({ agentId }) => agentId))], ports);
    return {
      check: `calls not shown: ${outcome}`,
      state: 'warn',
      detail: `${some.length} in ${DAYS} days, to ${names}`,
      ...(FIXES[outcome] === undefined ? {} : { fix: FIXES[outcome] }),
    };
  });
  return [
    { check: 'calls', state: messages.length === 0 ? 'off' : 'ok', detail: `${shown} shown in ${DAYS} days` },
    ...(await Promise.all(rows)),
  ];
}

async function namesOf(agentIds: readonly string[], ports: Ports): Promise<string> {
  const named = await Promise.all(
    agentIds.slice(0, NAMED).map(async (agentId) => (await identifyAgent(agentId, ports)).name || agentId),
  );
  const more = agentIds.length > NAMED ? ` and ${agentIds.length - NAMED} more` : '';
  return `${named.join(', ')}${more}`;
}

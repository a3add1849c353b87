import type { AlertSubscription, AlertSubscriptions } from '../ports/alertSubscriptions.ts';
import type { AuditLog } from '../ports/auditLog.ts';
import type { Clock } from '../ports/clock.ts';

/** What a form says of channels that take alerts, next to what it had shown. */
export interface ChannelsForm {
  seen: readonly Pick<AlertSubscription, 'conversationId' | 'kind' | 'queue'>[];
  /** From a client: `kind <id>` and `queue <id>` of every channel it showed. */
  form: Readonly<Record<string, unknown>>;
  by: { agentId: string; tenantId: string | undefined };
}

const QUEUE_CHARACTERS = 100;

/**
 * Changes the channels that were changed in the form, and those alone; returns how many. Only channels that take alerts
 * already: a new one is added where it is. Audited before it holds; rejects with AuditUnavailable.
 */
export async function changeChannels(
  { seen, form, by }: ChannelsForm,
  {
    alertSubscriptions,
    audit,
    clock,
  }: {
    alertSubscriptions: Pick<AlertSubscriptions, 'find' | 'save' | 'remove'>;
    audit: Pick<AuditLog, 'write'>;
    clock: Clock;
  },
): Promise<number> {
  let changed = 0;
  for (const { conversationId, kind, queue } of seen) {
    const wanted = wantedOf(conversationId, form) ?? { kind, queue };
    const standing = await alertSubscriptions.find(conversationId);
    if (standing === undefined || (wanted.kind === kind && wanted.queue === queue)) continue;
    const at = clock.now();
    await audit.write({
      ...{ at, who: by.agentId, tenantId: by.tenantId, action: 'settings.changed', result: 'done' },
      what: `alerts ${standing.kind} -> ${wanted.kind} ${conversationId}`,
      correlationId: conversationId,
    });
    if (wanted.kind === 'none') await alertSubscriptions.remove(conversationId);
    else await alertSubscriptions.save({ ...standing, ...wanted, kind: wanted.kind, setBy: by.agentId, setAt: at });
    changed += 1;
  }
  return changed;
}

function wantedOf(
  conversationId: string,
  form: ChannelsForm['form'],
): { kind: AlertSubscription['kind'] | 'none'; queue: string } | undefined {
  const kind = form[`kind ${conversationId}`];
  const queue = form[`queue ${conversationId}`];
  if (kind !== 'first' && kind !== 'second' && kind !== 'none') return undefined;
  return { kind, queue: typeof queue === 'string' ? queue.trim().slice(0, QUEUE_CHARACTERS) : '' };
}

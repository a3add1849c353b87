import type { DraftStanding, NoteDraft } from '../domain/noteDraft.ts';
import type { Outbox } from '../ports/outbox.ts';

/** How far this draft has come by now. */
export async function standingOf(draft: NoteDraft, ports: { outbox: Pick<Outbox, 'find'> }): Promise<DraftStanding> {
  if (draft.state !== 'approved') return { kind: draft.state };
  const delivery = await ports.outbox.find(draft.draftId);
  switch (delivery?.state) {
    case 'delivered':
      return { kind: 'in-crm', at: delivery.doneAt ?? delivery.since };
    case 'dead':
      return { kind: 'dead', problem: delivery.problem ?? 'away' };
    case 'waiting':
      return delivery.problem === undefined ? { kind: 'writing' } : { kind: 'late', problem: delivery.problem };
    case undefined:
      return { kind: 'writing' };
  }
}

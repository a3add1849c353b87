import type { CallMetadata, Participant } from './parseMetadata.ts';

/** No call has more; an SBC that sends updates for hours must not fill the memory. */
const MOST_KEPT = 100;

/** What is known once an update came (RFC 7865, section 5): a partial one is merged by id, a complete one replaces. */
export function mergeMetadata(known: CallMetadata | undefined, update: CallMetadata): CallMetadata {
  if (known === undefined || !update.isPartial) return update;
  return {
    isPartial: false,
    sessionIds: [...new Set([...known.sessionIds, ...update.sessionIds])].slice(-MOST_KEPT),
    participants: mergeById<Participant>(known.participants, update.participants),
    streams: mergeById(known.streams, update.streams),
    sends: [...new Map([...known.sends, ...update.sends].map((send) => [send.participantId, send])).values()].slice(
      -MOST_KEPT,
    ),
    left: [...new Set([...known.left, ...update.left])].slice(-MOST_KEPT),
  };
}

function mergeById<Item extends { id: string }>(known: readonly Item[], update: readonly Item[]): Item[] {
  const merged = new Map<string, Item>();
  for (const item of [...known, ...update]) merged.set(item.id, { ...merged.get(item.id), ...item });
  return [...merged.values()].slice(-MOST_KEPT);
}

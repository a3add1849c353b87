import type { Telemetry } from '../ports/telemetry.ts';
import type { EndedStream, EndReason } from '../telephony/siprec/dialogs/recordedCall.ts';

/** Counts a live call that is over, and what became of its packets. */
export function countCall(
  { why, streams }: { why: EndReason; streams: readonly EndedStream[] },
  telemetry: Telemetry,
): void {
  telemetry.count('earpiece.calls', { why });
  for (const stream of streams) {
    const { received, lost, late, duplicate, reordered, unproven, strangers, passedOver } = stream;
    const fates = { received, lost, late, duplicate, reordered, unproven, strange: strangers + passedOver };
    for (const fate of FATES) if (fates[fate] > 0) telemetry.count('earpiece.packets', { fate }, fates[fate]);
  }
}

const FATES = ['received', 'lost', 'late', 'duplicate', 'reordered', 'unproven', 'strange'] as const;

import { setTimeout as sleep } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { deliverNotes } from '../notes/deliverNotes.ts';
import type { CallTeller } from '../teams/callTeller.ts';
import { showDraft } from '../teams/showDrafts.ts';
import type { Ports } from './connectPorts.ts';
import type { NoteWriter } from './writeNotes.ts';

const EVERY_MS = 2_000;
/** A button is answered in time for Teams, whatever the CRM does. */
const ANSWER_MS = 1_500;

/** Brings approved notes to the CRM. */
interface OutboxWatch {
  /** Resolves once what waits was tried, or after a moment. */
  deliverSoon(): Promise<void>;
  stop(): Promise<void>;
}

/** Delivers approved notes as they come and as they are due, and keeps their cards up to date. */
export function watchOutbox(
  teller: CallTeller,
  ports: Ports & Pick<NoteWriter, 'isWriting' | 'redraft'>,
  everyMs = EVERY_MS,
): OutboxWatch {
  const closing = new AbortController();
  const { signal } = closing;
  const worker = randomUUID();
  const deliver = async (): Promise<void> => {
    try {
      const told = await deliverNotes(worker, ports, signal);
      for (const draftId of told) await showDraft({ draftId }, teller, ports);
    } catch (error) {
      ports.log.error({ kind: error instanceof Error ? error.name : typeof error }, 'could not deliver notes');
    }
  };
  const wait = () => sleep(everyMs, undefined, { signal, ref: false }).catch(() => undefined);
  const keepDelivering = async (): Promise<void> => {
    for (await wait(); !signal.aborted; await wait()) await deliver();
  };
  const looking = keepDelivering();
  const asked = new Set<Promise<void>>();
  return {
    deliverSoon: async () => {
      const delivering = deliver();
      asked.add(delivering);
      void delivering.finally(() => asked.delete(delivering));
      await Promise.race([delivering, sleep(ANSWER_MS, undefined, { ref: false })]);
    },
    stop: async () => {
      closing.abort();
      await Promise.all([looking, ...asked]);
    },
  };
}

import { createHash, randomUUID } from 'node:crypto';
import type { Customer } from '../domain/customer.ts';
import type { Language } from '../domain/language.ts';
import { firstWritten, type NoteDraft } from '../domain/noteDraft.ts';
import type { Transcript } from '../domain/transcript.ts';
import { noteMessagesFor } from '../messages/noteMessages.ts';
import type { Clock } from '../ports/clock.ts';
import type { Drafts } from '../ports/drafts.ts';
import { draftNote } from './draftNote.ts';

/** A call in words, and whose it is. */
export interface TranscribedCall {
  /** Undefined: nobody knows which call it was. */
  callId?: string | undefined;
  agentId: string;
  /** The record of the customer, while the agent's lease opens it. */
  customer?: Customer | undefined;
  origin: NoteDraft['origin'];
  at: Date;
  transcript: Transcript;
  language: Language;
}

interface SavePorts {
  drafts: Pick<Drafts, 'add' | 'find' | 'rewrite'>;
  /** The company's dispositions; empty for none. */
  dispositions: readonly string[];
  /** Told of each draft that is made or made anew. */
  onDrafted: (draftId: string) => void;
  clock: Clock;
}

/**
 * Drafts the note of a call and keeps it for the agent to approve. Of one call there is one draft: told again it stays
 * as it is, pasted again it is written anew; undefined when it was approved or expired meanwhile.
 */
export async function saveDraft(call: TranscribedCall, ports: SavePorts): Promise<NoteDraft | undefined> {
  const draft = draftOf(call, ports);
  if (await ports.drafts.add(draft)) {
    ports.onDrafted(draft.draftId);
    return draft;
  }
  const known = await ports.drafts.find(draft.draftId);
  if (known?.state !== 'draft') return undefined;
  if (call.origin === 'call') return known;
  const { nonce, content, transcript } = draft;
  if (await ports.drafts.rewrite(known, { nonce, content, transcript })) ports.onDrafted(draft.draftId);
  return ports.drafts.find(draft.draftId);
}

function draftOf(call: TranscribedCall, { dispositions, clock }: SavePorts): NoteDraft {
  const { callId, agentId, customer, origin, at, transcript, language } = call;
  const drafted = draftNote(transcript, { dispositions, customer, language });
  const name = typeof customer?.name === 'string' ? customer.name : customer?.customerId;
  return {
    draftId: callId === undefined ? randomUUID() : draftIdOf(callId),
    ...(callId === undefined ? {} : { callId }),
    ...(customer === undefined ? {} : { customerId: customer.customerId }),
    ...{ agentId, origin, at, transcript, state: 'draft', version: 1, nonce: randomUUID() },
    createdAt: clock.now(),
    content: { customerName: name ?? '', drafted, written: firstWritten(drafted, noteMessagesFor(language).who) },
  };
}

/** The same for the same call, so that a transcript told twice makes one draft; CRM keys have no room for call ids. */
function draftIdOf(callId: string): string {
  return createHash('sha256').update(`call ${callId}`).digest('hex').slice(0, 32);
}

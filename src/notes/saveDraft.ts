import { createHash, randomUUID } from 'node:crypto';
import type { Customer } from '../domain/customer.ts';
import type { Language } from '../domain/language.ts';
import { firstWritten, type NoteDraft } from '../domain/noteDraft.ts';
import type { Transcript } from '../domain/transcript.ts';
import { noteMessagesFor } from '../messages/noteMessages.ts';
import type { Drafts } from '../ports/drafts.ts';
import { type CallContext, callContext, type ContextPorts } from './callContext.ts';
import { shownAdvice } from './shownAdvice.ts';
import { draftNote } from './draftNote.ts';
import { heldAgainst } from './typedNote.ts';

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

interface SavePorts extends ContextPorts {
  drafts: Pick<Drafts, 'add' | 'find' | 'rewrite'>;
  /** The company's dispositions; empty for none. */
  dispositions: readonly string[];
  /** Told of each draft that is made or made anew. */
  onDrafted: (draftId: string) => void;
}

/**
 * Drafts the note of a call and keeps it for the agent to approve. Of one call there is one draft: told again it stays
 * as it is, pasted again it is written anew; undefined when it was approved or expired meanwhile.
 */
export async function saveDraft(call: TranscribedCall, ports: SavePorts): Promise<NoteDraft | undefined> {
  const draft = draftOf(call, await callContext({ agentId: call.agentId, callId: call.callId }, ports), ports);
  if (await ports.drafts.add(draft)) {
    ports.onDrafted(draft.draftId);
    return draft;
  }
  const known = await ports.drafts.find(draft.draftId);
  if (known?.state !== 'draft') return undefined;
  if (call.origin === 'call') return known;
  const { nonce, transcript } = draft;
  const { corrections } = known.content;
  // What the agent wrote themselves stays, though the call is told otherwise now.
  const held = corrections && heldAgainst(corrections.written, transcript);
  const written = { ...draft.content.written, ...held?.written };
  const content = { ...draft.content, written, ...(held && { corrections: held }) };
  if (await ports.drafts.rewrite(known, { nonce, content, transcript })) ports.onDrafted(draft.draftId);
  return ports.drafts.find(draft.draftId);
}

function draftOf(call: TranscribedCall, context: CallContext, { dispositions, clock }: SavePorts): NoteDraft {
  const { callId, agentId, customer, origin, at, transcript, language } = call;
  const drafted = draftNote(transcript, { dispositions, customer, language, mustSay: context.mustSay });
  const advice = shownAdvice(context.answers, transcript);
  const said = advice.filter(({ isSaid }) => isSaid).map(({ text }) => text);
  const written = { ...firstWritten(drafted, noteMessagesFor(language).who), ...(said.length > 0 && { advice: said }) };
  const name = typeof customer?.name === 'string' ? customer.name : customer?.customerId;
  return {
    draftId: callId === undefined ? randomUUID() : draftIdOf(callId),
    ...(callId === undefined ? {} : { callId }),
    ...(customer === undefined ? {} : { customerId: customer.customerId }),
    ...{ agentId, origin, at, transcript, state: 'draft', version: 1, nonce: randomUUID() },
    createdAt: clock.now(),
    content: { customerName: name ?? '', drafted, written, ...(advice.length > 0 && { advice }) },
  };
}

/** The draft of a call, if one was made. */
export function keptDraft(
  callId: string,
  { drafts }: { drafts: Pick<Drafts, 'find'> },
): Promise<NoteDraft | undefined> {
  return drafts.find(draftIdOf(callId));
}

/** The same for the same call, so that a transcript told twice makes one draft; CRM keys have no room for call ids. */
function draftIdOf(callId: string): string {
  return createHash('sha256').update(`call ${callId}`).digest('hex').slice(0, 32);
}

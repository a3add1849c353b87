import { randomUUID } from 'node:crypto';
import type { Language } from '../domain/language.ts';
import { firstWritten, type NoteDraft, redrafted } from '../domain/noteDraft.ts';
import { noteMessagesFor } from '../messages/noteMessages.ts';
import type { AuditLog } from '../ports/auditLog.ts';
import type { CustomerStore } from '../ports/customerStore.ts';
import type { Drafts } from '../ports/drafts.ts';
import type { Leases } from '../ports/leases.ts';
import type { ModelTurns } from '../ports/modelTurns.ts';
import { writeNote, type WritePorts } from './model/writeNote.ts';
import { recordsOfCall } from './recordsOfCall.ts';

/** What having a model write a draft needs. */
export interface ImprovePorts extends WritePorts {
  drafts: Pick<Drafts, 'find' | 'rewrite'>;
  leases: Pick<Leases, 'find'>;
  customers: Pick<CustomerStore, 'find'>;
  audit: Pick<AuditLog, 'write'>;
  modelTurns: ModelTurns;
  dispositions: readonly string[];
  /** The language this agent reads. */
  languageOf: (agentId: string) => Promise<Language>;
}

/** A draft to be written by a model, perhaps as its agent wants it. */
export interface WantedNote {
  draftId: string;
  /** In the agent's words, such as "shorter, without the small talk". */
  wish?: string | undefined;
}

/** As long as anybody waits for an answer. */
const DEADLINE_MS = 12_000;

/**
 * Has a model write an unapproved draft anew, once its own words are checked; audited before a word goes out. True when
 * the draft says something else now: not when the agent was faster, or the model away, late or wrong.
 */
export async function improveDraft(
  { draftId, wish }: WantedNote,
  ports: ImprovePorts,
  signal?: AbortSignal,
): Promise<boolean> {
  const draft = await ports.drafts.find(draftId);
  if (draft?.state !== 'draft') return false;
  // What a model has written is written again only when somebody wants it otherwise.
  if (wish === undefined && draft.content.drafted?.mode !== 'extractive') return false;
  const { modelTurns, clock } = ports;
  const turn = { conversationId: `note ${draftId} ${draft.version}`, turnId: randomUUID() };
  const now = clock.now();
  if (!(await modelTurns.begin({ ...turn, now, until: new Date(now.getTime() + DEADLINE_MS) }))) return false;
  try {
    const timeout = AbortSignal.timeout(DEADLINE_MS);
    return await improve({ draft, wish }, ports, signal === undefined ? timeout : AbortSignal.any([signal, timeout]));
  } finally {
    await modelTurns.end(turn);
  }
}

async function improve(
  { draft, wish }: { draft: NoteDraft; wish: string | undefined },
  ports: ImprovePorts,
  signal: AbortSignal,
): Promise<boolean> {
  const { draftId, agentId, callId, transcript, content } = draft;
  const { drafted } = content;
  if (drafted === undefined) return false;
  const entry = { who: agentId, action: 'note.written', what: `note ${draftId}`, reason: 'model' } as const;
  const correlationId = callId ?? draftId;
  const versions = [`version ${draft.version}`, ...ports.model.names.map((name) => `model ${name}`)];
  // Before a word of the call goes out: what cannot be written down does not happen.
  await ports.audit.write({ at: ports.clock.now(), ...entry, result: 'begun', correlationId, versions });
  const language = await ports.languageOf(agentId);
  const { dispositions } = ports;
  const written = await writeNote(
    {
      ...(wish === undefined ? {} : { wish }),
      ...{ transcript, draft: drafted, records: await recordsOfCall(draft, ports), dispositions, language },
      ...{ account: { agentId, conversationId: `note ${draftId}`, callId }, withinMs: DEADLINE_MS },
    },
    ports,
    signal,
  );
  const isWritten = typeof written !== 'string';
  const reason = isWritten ? 'model' : `model: ${written}`;
  const result = isWritten ? 'done' : 'failed';
  await ports.audit.write({ at: ports.clock.now(), ...entry, reason, result, correlationId, versions });
  if (!isWritten) {
    ports.log.warn({ draftId, why: written }, 'model wrote no note');
    return false;
  }
  const texts = firstWritten(written, noteMessagesFor(language).who);
  const next = redrafted(draft, { drafted: written, written: texts });
  return ports.drafts.rewrite(draft, { nonce: randomUUID(), content: next, transcript });
}

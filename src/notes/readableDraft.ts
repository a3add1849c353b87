import type { DraftNote } from '../domain/callNote.ts';
import type { NoteDraft, WrittenNote } from '../domain/noteDraft.ts';
import type { KnowledgeStore } from '../ports/knowledgeStore.ts';

/**
 * The draft as somebody with these groups may read it now: without advice and sentences from documents that they may
 * not read, or that are gone. What names no passage it came from is shown to nobody.
 */
export async function readableDraft(
  draft: NoteDraft,
  groups: readonly string[],
  { knowledge }: { knowledge: Pick<KnowledgeStore, 'stillReadable'> },
): Promise<NoteDraft> {
  const { drafted, advice = [], written, earlier } = draft.content;
  const ids = [...(drafted?.mandatory ?? []), ...advice].flatMap(({ passageIds = [] }) => passageIds);
  const readable = ids.length === 0 ? new Set<string>() : await knowledge.stillReadable([...new Set(ids)], groups);
  const kept = advice.filter(({ passageIds }) => passageIds.length > 0 && passageIds.every((id) => readable.has(id)));
  const texts = new Set(kept.map(({ text }) => text));
  const content = {
    ...draft.content,
    written: withoutOtherAdvice(written, texts),
    ...(drafted && { drafted: withoutOtherDuties(drafted, readable) }),
    ...(draft.content.advice && { advice: kept }),
    ...(earlier && { earlier: earlier.map((one) => ({ ...one, written: withoutOtherAdvice(one.written, texts) })) }),
  };
  return { ...draft, content };
}

/** The same sentence may stand in several documents; one that can be read is enough. */
function withoutOtherDuties(drafted: DraftNote, readable: ReadonlySet<string>): DraftNote {
  const mandatory = drafted.mandatory.filter(({ passageIds = [] }) => passageIds.some((id) => readable.has(id)));
  return { ...drafted, mandatory };
}

function withoutOtherAdvice({ advice, ...written }: WrittenNote, texts: ReadonlySet<string>): WrittenNote {
  const kept = (advice ?? []).filter((text) => texts.has(text));
  return kept.length === 0 ? written : { ...written, advice: kept };
}

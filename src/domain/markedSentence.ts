/** A sentence that a knowledge document says an agent must say. */
export interface MarkedSentence {
  sentence: string;
  /** On every call, not only where the call is about the same thing. */
  isForEveryCall: boolean;
  /** Title and headings over it; empty when unknown. */
  about: string;
  /** Where it stands in the knowledge base; missing for a text from elsewhere. */
  passageIds?: readonly string[];
}

/**
 * "Must be said: …" at the start of a line marks a sentence in a knowledge document, "Must be said on every call: …" one
 * that does not depend on what the call is about; in German "Muss gesagt werden: …", "Muss immer gesagt werden: …".
 */
const MARK =
  /^[\s>*•-]{0,6}\**(?:must be said|must say|mandatory sentence|muss(?<immer> immer)? gesagt werden|pflichtsatz)(?<every> (?:on|in) every call| bei jedem anruf)?\**\s{0,3}:\**\s*["“„]?(?<sentence>.{8,400}?)["”“]?\s*$/gimu;

/** The sentences that a text of a knowledge document marks. */
export function markedSentences(text: string, about = ''): MarkedSentence[] {
  return [...text.matchAll(MARK)].map(({ groups }) => ({
    sentence: (groups?.sentence ?? '').trim(),
    isForEveryCall: groups?.every !== undefined || groups?.immer !== undefined,
    about,
  }));
}

/** A marked sentence without its mark; any other text as it is. */
export function withoutMark(text: string): string {
  return markedSentences(text)[0]?.sentence ?? text;
}

import type { ListenedCall, LiveUtterance, SpeechToText } from '../../src/ports/speechToText.ts';
import { listeningBy } from '../../test/support/speech/listeningBy.ts';

/** A sentence as it was told. */
export interface ToldSentence {
  track: 'caller' | 'callee';
  /** Where in its stream the voice was found to end. */
  endMs: number;
  /** On the wall clock. */
  toldAt: number;
}

/** Speech to text that notes when it tells the final words of each call; what was said is not kept. */
export function noteSentences(speech: SpeechToText): { speech: SpeechToText; told: Map<string, ToldSentence[]> } {
  const told = new Map<string, ToldSentence[]>();
  const listen = (call: ListenedCall) => {
    const openedAt = Date.now();
    const beganMs = new Map<string, number>();
    const sentences: ToldSentence[] = [];
    told.set(call.callId, sentences);
    const note = ({ isFinal, track, endMs }: LiveUtterance): void => {
      if (!isFinal || track === 'unknown') return;
      // Times of a voice count from the beginning of the call, its packets from its own.
      sentences.push({ track, endMs: endMs - (beganMs.get(track) ?? 0), toldAt: Date.now() });
    };
    const live = speech.listen({
      callId: call.callId,
      onFault: (error) => call.onFault(error),
      onUtterance: (utterance) => {
        note(utterance);
        call.onUtterance(utterance);
      },
    });
    return (
      live && {
        hear: (frame: Parameters<typeof live.hear>[0]) => {
          if (!beganMs.has(frame.track)) beganMs.set(frame.track, Date.now() - openedAt);
          live.hear(frame);
        },
        end: () => live.end(),
      }
    );
  };
  return { told, speech: listeningBy(listen, speech) };
}

const PACKET_MS = 20;
/** The voice detector may find the end of a voice a little early. */
const EARLY_MS = 150;

/** When the last packet with speech of a sentence was sent; undefined when none was. */
export function lastSpeechSentAt(
  { endMs }: Pick<ToldSentence, 'endMs'>,
  speech: readonly boolean[],
  sentAt: readonly number[],
): number | undefined {
  let last = speech.lastIndexOf(true, Math.floor((endMs + EARLY_MS) / PACKET_MS));
  if (last < 0) return undefined;
  // Whoever goes on without a pause has not come to the end.
  while (speech[last + 1] === true) last += 1;
  return sentAt[last];
}

import type { CallUtterance } from '../domain/call.ts';
import type { AudioSink } from '../ports/audioSink.ts';
import type { Clock } from '../ports/clock.ts';
import type { Telemetry } from '../ports/telemetry.ts';
import type { LiveUtterance, SpeechToText, SpeechUnavailable } from '../ports/speechToText.ts';

/** Told what is said in live calls, as it is said. */
export interface CallEars {
  /** Each sentence once, counted over both voices of its call. */
  onUtterance(utterance: CallUtterance): void;
  /** The line is closed, and its last sentence was told. */
  onEnded(callId: string): void;
  /** Part of a call is lost; it goes on. */
  onFault(error: SpeechUnavailable): void;
}

const SAMPLES_PER_MS = 8;

/** Where live audio becomes live text: frames in, sentences out. Nothing of either is kept. */
export function listenToCalls(
  ears: CallEars,
  { speech, clock, telemetry }: { speech: Pick<SpeechToText, 'listen'>; clock: Clock; telemetry?: Telemetry },
): AudioSink {
  return {
    open({ callId }) {
      const openedAt = clock.now().getTime();
      let seq = 0;
      /** When the first sample came: what is heard counts from there. */
      let heardFrom: number | undefined;
      const take = ({ track, text, startMs, endMs, isFinal }: LiveUtterance): void => {
        if (!isFinal) return;
        const delayMs = clock.now().getTime() - (heardFrom ?? openedAt) - endMs;
        telemetry?.record('earpiece.recognition.seconds', Math.max(0, delayMs) / 1000, { track });
        const at = new Date(openedAt + startMs);
        ears.onUtterance({ type: 'call.utterance', callId, seq, at, track: sideOf(track), text });
        seq += 1;
      };
      const live = speech.listen({ callId, onUtterance: take, onFault: (error) => ears.onFault(error) });
      return (
        live && {
          hear: (frame) => {
            heardFrom ??= clock.now().getTime() - frame.samples.length / SAMPLES_PER_MS;
            live.hear(frame);
          },
          end: () => void live.end().then(() => ears.onEnded(callId)),
        }
      );
    },
  };
}

/** A voice nobody named counts as the caller's: whoever called is the one to be judged, and both are heard in it. */
function sideOf(track: LiveUtterance['track']): CallUtterance['track'] {
  return track === 'callee' ? 'callee' : 'caller';
}

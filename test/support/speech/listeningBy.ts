import type { SpeechToText } from '../../../src/ports/speechToText.ts';

/** The same speech to text, but for how it listens to live calls. */
export function listeningBy(listen: SpeechToText['listen'], speech: SpeechToText): SpeechToText {
  return {
    supplier: speech.supplier,
    ready: () => speech.ready(),
    listen,
    transcribe: (recording, signal) => speech.transcribe(recording, signal),
    get load() {
      return speech.load;
    },
    close: () => speech.close(),
  };
}

import type { SpeechToText } from '../ports/speechToText.ts';
import { identityOf } from '../wiring/botAuthentication.ts';
import { readConfig } from '../wiring/config.ts';
import { environment } from '../wiring/environment.ts';
import { NO_SPEECH, openSpeech } from '../wiring/openSpeech.ts';

/** Runs `work` with speech to text alone, whatever else is configured. Throws with what to do where there is none. */
export async function withSpeech<T>(work: (speech: SpeechToText) => Promise<T>): Promise<T> {
  const { speech: choice, bot } = readConfig(environment());
  const identity = identityOf(bot);
  const speech = await openSpeech(choice, identity, { clock: { now: () => new Date() } });
  if (speech === undefined) throw new Error(NO_SPEECH);
  try {
    return await work(speech);
  } finally {
    await speech.close();
  }
}

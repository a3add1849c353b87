import type { SpeechToText } from '../../ports/speechToText.ts';
import type { Check } from '../../domain/check.ts';

/** Whether speech is put into words, and by whom; the models of this machine are loaded once to see. */
export async function speechToText(speech: SpeechToText | undefined): Promise<Check> {
  const check = 'speech to text';
  if (speech === undefined) {
    const fix = 'run "npm run speech:install", or set AZURE_SPEECH_REGION and AZURE_SPEECH_KEY';
    return { check, state: 'off', detail: 'recordings and live calls are not put into words', fix };
  }
  try {
    await speech.ready();
    return { check, state: 'ok', detail: speech.supplier };
  } catch (error) {
    return { check, state: 'fail', detail: error instanceof Error ? error.message : String(error) };
  }
}

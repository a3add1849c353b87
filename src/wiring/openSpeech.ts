import { openaiToken } from '../adapters/azure/openaiToken.ts';
import { azureSpeech } from '../adapters/azure/speech/azureSpeech.ts';
import { localSpeech } from '../adapters/moonshine/localSpeech.ts';
import { hasSpeechModels } from '../adapters/moonshine/models/onnxRuntime.ts';
import type { Clock } from '../ports/clock.ts';
import type { SpeechToText } from '../ports/speechToText.ts';
import type { SpeechChoice } from './speechSettings.ts';

/**
 * Who listens, by the settings; undefined while the models of this machine are not installed. Models load when first
 * needed. `identity` is the client id of a managed identity.
 */
export async function openSpeech(
  choice: SpeechChoice,
  identity: string | undefined,
  { clock }: { clock: Clock },
): Promise<SpeechToText | undefined> {
  if (choice.kind === 'local') {
    return hasSpeechModels() ? localSpeech({ workers: choice.threads }, { clock }) : undefined;
  }
  const token = choice.key === undefined ? await openaiToken(identity) : undefined;
  return azureSpeech({ ...choice, token }, { clock });
}

/** What to do where nobody listens. */
export const NO_SPEECH =
  'Nothing here puts speech into words: run "npm run speech:install" (English, 330 MB), or set AZURE_SPEECH_REGION.';

import { loadRuntime } from './onnxRuntime.ts';
import { openRecogniser } from './recogniser.ts';
import type { SpeechEngine } from './speechEngine.ts';
import { openVoiceDetector } from './voiceDetector.ts';

/** Silero VAD (version 5) and Moonshine tiny, which knows English only. Takes about a second and 250 MB. */
export async function openEngine(): Promise<SpeechEngine> {
  const { runtime, tokenizer } = await loadRuntime();
  const [detect, recognise] = await Promise.all([openVoiceDetector(runtime), openRecogniser(runtime, tokenizer)]);
  return { detect, recognise };
}

import { openModel, type OnnxRuntime } from './onnxRuntime.ts';
import { type SpeechEngine, type VoiceWindow, windowSamples } from './speechEngine.ts';

const LAYERS = 2;
const UNITS = 128;

/**
 * Silero VAD 5 (https://github.com/snakers4/silero-vad): windows of 32 ms, each behind the last 4 ms of the one before.
 * Many voices in one run cost a quarter of as many runs.
 */
export async function openVoiceDetector(runtime: OnnxRuntime): Promise<SpeechEngine['detect']> {
  const model = await openModel(runtime, 'voiceDetector');
  return async (windows) => {
    const [first] = windows;
    if (first === undefined) return [];
    const { rate, context } = first.memory;
    const count = windows.length;
    const width = context.length + windowSamples(rate);
    const { output, stateN } = await model.run({
      input: new runtime.Tensor('float32', inputOf(windows, width), [count, width]),
      state: new runtime.Tensor('float32', stateOf(windows), [LAYERS, count, UNITS]),
      sr: new runtime.Tensor('int64', BigInt64Array.of(BigInt(rate)), []),
    });
    if (output === undefined || stateN === undefined) throw new Error('The voice detector gave nothing.');
    remember(windows, stateN.data as Float32Array);
    return [...(output.data as Float32Array)];
  };
}

function inputOf(windows: readonly VoiceWindow[], width: number): Float32Array {
  const input = new Float32Array(windows.length * width);
  for (const [place, { memory, samples }] of windows.entries()) {
    input.set(memory.context, place * width);
    input.set(samples, place * width + memory.context.length);
  }
  return input;
}

/** The states of all voices, layer by layer. */
function stateOf(windows: readonly VoiceWindow[]): Float32Array {
  const state = new Float32Array(LAYERS * windows.length * UNITS);
  for (const [place, { memory }] of windows.entries()) {
    for (let layer = 0; layer < LAYERS; layer += 1) {
      const own = memory.state.subarray(layer * UNITS, (layer + 1) * UNITS);
      state.set(own, (layer * windows.length + place) * UNITS);
    }
  }
  return state;
}

function remember(windows: readonly VoiceWindow[], state: Float32Array): void {
  for (const [place, { memory, samples }] of windows.entries()) {
    for (let layer = 0; layer < LAYERS; layer += 1) {
      const start = (layer * windows.length + place) * UNITS;
      memory.state.set(state.subarray(start, start + UNITS), layer * UNITS);
    }
    memory.context = samples.slice(-memory.context.length);
  }
}

import { openModel, type OnnxRuntime, type Session, type Tensor, type Tokenizer } from './onnxRuntime.ts';
import { RECOGNISER_RATE, type SpeechEngine } from './speechEngine.ts';

/** Shape of Moonshine tiny. */
const LAYERS = 6;
const HEADS = 8;
const HEAD_SIZE = 36;
/** Half a second: recorded prompts had 6.2 % of their words wrong without, 5.1 % with it. */
const SILENCE_AFTER = 8_000;
const BEGIN = 1;
const END = 2;
/** Nobody says more in a second; a model that goes on has lost its way (Moonshine's own limit is 6.5). */
const TOKENS_A_SECOND = 6;
/** What comes back this often in a row was not said. */
const MOST_REPEATS = 4;
const LONGEST_REPEAT = 12;

/** Outputs that change from word to word. */
const GROWING = [
  'logits',
  ...Array.from({ length: LAYERS }, (_, layer) => [
    `present.${layer}.decoder.key`,
    `present.${layer}.decoder.value`,
  ]).flat(),
];

type Memory = Record<string, Tensor>;

/** Moonshine tiny, English, 8-bit (https://github.com/moonshine-ai/moonshine): the likeliest word each time. */
export async function openRecogniser(runtime: OnnxRuntime, tokenizer: Tokenizer): Promise<SpeechEngine['recognise']> {
  const [encoder, decoder] = await Promise.all([openModel(runtime, 'encoder'), openModel(runtime, 'decoder')]);
  return async (samples) => {
    const input = new runtime.Tensor('float32', withSilence(samples), [1, samples.length + SILENCE_AFTER]);
    const { last_hidden_state: heard } = await encoder.run({ input_values: input });
    if (heard === undefined) throw new Error('The recogniser heard nothing.');
    const most = Math.trunc((samples.length / RECOGNISER_RATE) * TOKENS_A_SECOND) + 4;
    const tokens = await decode({ runtime, decoder }, heard, most);
    return tokenizer.decode([BEGIN, ...withoutRepeats(tokens)], true, true).trim();
  };
}

function withSilence(samples: Float32Array): Float32Array {
  const longer = new Float32Array(samples.length + SILENCE_AFTER);
  longer.set(samples);
  return longer;
}

async function decode(
  { runtime, decoder }: { runtime: OnnxRuntime; decoder: Session },
  heard: Tensor,
  most: number,
): Promise<number[]> {
  const memory = emptyMemory(runtime);
  const tokens: number[] = [];
  let last = BEGIN;
  for (let step = 0; step < most; step += 1) {
    const feeds = {
      input_ids: new runtime.Tensor('int64', BigInt64Array.of(BigInt(last)), [1, 1]),
      encoder_hidden_states: heard,
      use_cache_branch: new runtime.Tensor('bool', [step > 0], [1]),
      ...memory,
    };
    // What was heard is large, and comes out each time as it went in unless it is left out.
    const result = await (step === 0 ? decoder.run(feeds) : decoder.run(feeds, GROWING));
    last = likeliest(result.logits);
    if (last === END) break;
    tokens.push(last);
    keep(memory, result, step === 0);
  }
  return tokens;
}

function emptyMemory(runtime: OnnxRuntime): Memory {
  const memory: Memory = {};
  for (let layer = 0; layer < LAYERS; layer += 1) {
    for (const side of ['decoder', 'encoder']) {
      for (const part of ['key', 'value']) {
        const dims = [0, HEADS, 1, HEAD_SIZE];
        memory[`past_key_values.${layer}.${side}.${part}`] = new runtime.Tensor('float32', new Float32Array(0), dims);
      }
    }
  }
  return memory;
}

/** What was heard stays the same after the first step; what was said grows. */
function keep(memory: Memory, result: Readonly<Record<string, Tensor>>, isFirst: boolean): void {
  for (const name of Object.keys(memory)) {
    const next = result[name.replace('past_key_values', 'present')];
    if (next !== undefined && (isFirst || name.includes('.decoder.'))) memory[name] = next;
  }
}

function likeliest(logits: Tensor | undefined): number {
  const words = logits?.dims[2] ?? 0;
  const odds = (logits?.data as Float32Array).subarray(-words);
  let best = 0;
  for (let word = 1; word < words; word += 1) {
    if ((odds[word] ?? 0) > (odds[best] ?? 0)) best = word;
  }
  return best;
}

/** The tokens up to where the model began to say the same again and again; the first time it was said stays. */
function withoutRepeats(tokens: readonly number[]): readonly number[] {
  for (let length = 1; length <= LONGEST_REPEAT; length += 1) {
    let run = 0;
    for (let at = length; at < tokens.length; at += 1) {
      run = tokens[at] === tokens[at - length] ? run + 1 : 0;
      if (run >= length * MOST_REPEATS) return tokens.slice(0, at - run + 1);
    }
  }
  return tokens;
}

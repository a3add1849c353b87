import { availableParallelism } from 'node:os';
import { z } from 'zod';
import type { SpeechPlace } from '../adapters/azure/speech/speechPlace.ts';

const list = (each: z.ZodString) =>
  z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean),
    )
    .pipe(z.array(each));

/** Settings of speech to text; without AZURE_SPEECH_ENDPOINT and AZURE_SPEECH_REGION this machine listens itself. */
export const speechSettings = {
  AZURE_SPEECH_ENDPOINT: z
    .url({ protocol: /^https?$/, error: 'must be an https address' })
    .optional()
    .describe('Azure Speech resource, such as https://name.cognitiveservices.azure.com: speech is sent there.'),
  AZURE_SPEECH_REGION: z
    .string()
    .regex(/^[a-z0-9]{2,40}$/, 'must be the name of a region, such as westeurope')
    .optional()
    .describe('Region of the Azure Speech resource, instead of its address; needs the key.'),
  AZURE_SPEECH_KEY: z
    .string()
    .min(1)
    .optional()
    .describe('Key of the Azure Speech resource; leave it out to use the managed identity. Secret.'),
  SPEECH_LANGUAGES: list(z.string().regex(/^[a-z]{2,3}-[A-Z]{2}$/, 'must be languages such as en-GB'))
    .pipe(z.array(z.string()).min(1, 'must name a language').max(4, 'must name four languages at most'))
    .default(['en-US'])
    .describe('Languages spoken in calls, comma separated; of several, Azure tells which it is. Here: English alone.'),
  SPEECH_PHRASES: list(z.string().max(100, 'must be short phrases'))
    .pipe(z.array(z.string()).max(500, 'must be 500 phrases at most'))
    .default([])
    .describe('Names of products and other words that Azure Speech would not expect, comma separated.'),
  SPEECH_THREADS: z.coerce
    .number()
    .int()
    .min(1)
    .max(64)
    .optional()
    .describe('Threads that listen on this machine, 250 MB each; all cores but one without it.'),
};

/** Names among them whose values are never printed. */
export const SPEECH_SECRETS = ['AZURE_SPEECH_KEY'] as const;

/** Who listens. */
export type SpeechChoice = ({ kind: 'azure' } & SpeechPlace) | { kind: 'local'; threads: number };

type Values = z.infer<z.ZodObject<typeof speechSettings>>;

/** Who listens, by the settings; adds a sentence to `problems` for each combination that cannot work. */
export function readSpeech(values: Values, isLocal: boolean, problems: string[]): SpeechChoice {
  const { AZURE_SPEECH_ENDPOINT: endpoint, AZURE_SPEECH_REGION: region, AZURE_SPEECH_KEY: key } = values;
  if (endpoint === undefined && region === undefined) {
    if (key !== undefined) problems.push('AZURE_SPEECH_KEY needs AZURE_SPEECH_ENDPOINT or AZURE_SPEECH_REGION.');
    if (values.SPEECH_LANGUAGES.some((language) => !language.startsWith('en-'))) {
      problems.push('SPEECH_LANGUAGES must be English without Azure Speech: this machine understands nothing else.');
    }
    return { kind: 'local', threads: values.SPEECH_THREADS ?? Math.max(1, availableParallelism() - 1) };
  }
  if (endpoint !== undefined && region !== undefined) {
    problems.push('AZURE_SPEECH_ENDPOINT and AZURE_SPEECH_REGION are both set: set one of them.');
  }
  if (endpoint === undefined && key === undefined) {
    problems.push('AZURE_SPEECH_KEY is missing: the managed identity is taken by AZURE_SPEECH_ENDPOINT alone.');
  }
  if (!isLocal && endpoint?.startsWith('http://') === true) {
    problems.push('AZURE_SPEECH_ENDPOINT must be an https address: calls would travel readable for everybody.');
  }
  return { kind: 'azure', endpoint, region, key, languages: values.SPEECH_LANGUAGES, phrases: values.SPEECH_PHRASES };
}

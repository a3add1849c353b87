/** Which Azure Speech resource, and how it is spoken to. */
export interface SpeechPlace {
  /** Custom domain of the resource; undefined: `region` is given. */
  endpoint: string | undefined;
  region: string | undefined;
  /** Undefined: tokens of `token`. */
  key: string | undefined;
  /** Microsoft Entra tokens, taken by a custom domain only. */
  token?: (() => Promise<string>) | undefined;
  /** BCP 47; with more than one the service tells which it is, the first being the likeliest. */
  languages: readonly string[];
  /** Names and words of the company that the service would not expect. */
  phrases: readonly string[];
}

/** Address of the streaming interface with its version; without one the SDK would ask elsewhere first. */
export function streamingAddress({ endpoint, region }: SpeechPlace): URL {
  const base = endpoint ?? `https://${region}.stt.speech.microsoft.com`;
  return new URL('/stt/speech/universal/v2', base.replace(/^http/, 'ws'));
}

/** Address of fast transcription (REST, version 2025-10-15). */
export function transcriptionAddress({ endpoint, region }: SpeechPlace): URL {
  const base = endpoint ?? `https://${region}.api.cognitive.microsoft.com`;
  return new URL('/speechtotext/transcriptions:transcribe?api-version=2025-10-15', base);
}

/** The header that lets us in. */
export async function credentialHeader({ key, token }: SpeechPlace): Promise<Record<string, string>> {
  if (key !== undefined) return { 'Ocp-Apim-Subscription-Key': key };
  return { Authorization: `Bearer ${(await token?.()) ?? ''}` };
}

/** Makes vectors of texts such that texts which mean the same lie in nearly the same direction. */
export interface Embedder {
  /** Name of the model; vectors of different models say nothing about each other. */
  readonly model: string;
  /** Numbers in each vector; undefined before the first text was embedded. */
  readonly dimensions: number | undefined;
  /**
   * One vector of length 1 per text, in the same order. Throws EmbedderUnavailable, TextNotEmbeddable, and what the
   * signal was aborted with.
   */
  embed(texts: readonly string[], signal: AbortSignal): Promise<Float32Array[]>;
}

/** The embedder did not answer, or not as it should; search goes on by words alone. The message says what to check. */
export class EmbedderUnavailable extends Error {
  override name = 'EmbedderUnavailable';
  /** HTTP status, when there was an answer. */
  readonly status: number | undefined;
  constructor(message: string, options?: ErrorOptions & { status?: number }) {
    super(message, options);
    this.status = options?.status;
  }
}

/** The embedder will not take at least one of these texts, however often it is asked. */
export class TextNotEmbeddable extends Error {
  override name = 'TextNotEmbeddable';
}

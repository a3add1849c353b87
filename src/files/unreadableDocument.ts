/** Why a document could not be read; the sentence for people is the message. */
export type UnreadableReason =
  | 'empty'
  | 'too-large'
  | 'too-slow'
  | 'unknown-kind'
  | 'wrong-name'
  | 'password'
  | 'damaged'
  | 'unsafe'
  | 'no-text'
  | 'unreachable';

/** One document cannot be read. Its message is one sentence that says what is wrong and, where possible, what to do. */
export class UnreadableDocument extends Error {
  override name = 'UnreadableDocument';
  readonly reason: UnreadableReason;

  constructor(reason: UnreadableReason, sentence: string, options?: ErrorOptions) {
    super(sentence, options);
    this.reason = reason;
  }
}

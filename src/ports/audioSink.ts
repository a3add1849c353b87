/** Whose voice it is; a mix of both, or a voice nobody named, is unknown. */
export type Track = 'caller' | 'callee' | 'unknown';

/** Some milliseconds of one voice. */
export interface AudioFrame {
  track: Track;
  /** Linear PCM, 8,000 samples a second, one channel. Silence stands where packets were lost. */
  samples: Int16Array;
}

/** Hears live calls. Nothing it hears may be stored. */
export interface AudioSink {
  /** Starts hearing a call; undefined when there is no room for one more. */
  open(call: { callId: string }): CallAudio | undefined;
}

/** One call being heard. Frames of a track come in order and without gaps. */
export interface CallAudio {
  hear(frame: AudioFrame): void;
  /** No frame follows. */
  end(): void;
}

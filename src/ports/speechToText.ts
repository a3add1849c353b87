import type { AudioFrame, Track } from './audioSink.ts';

/** What somebody said in one go. Times count from the first sample of the call or recording. */
export interface HeardUtterance {
  text: string;
  startMs: number;
  /** Never before `startMs`. */
  endMs: number;
}

/** Words of a live call. */
export interface LiveUtterance extends HeardUtterance {
  track: Track;
  /**
   * True: comes once, and stays. False: what was understood so far; what comes next of the same voice takes its place.
   * A supplier that is behind time leaves these out, never a final one.
   */
  isFinal: boolean;
}

/** Words of a recording. */
export interface RecordedUtterance extends HeardUtterance {
  /** 0-based channel of the recording. */
  channel: number;
  /** Which voice of a channel that holds several, where the supplier tells them apart. */
  voice?: string;
}

/** A call to be listened to, and who is told. */
export interface ListenedCall {
  callId: string;
  onUtterance(utterance: LiveUtterance): void;
  /** What follows of the call is lost, wholly or in part. The call itself goes on. */
  onFault(error: SpeechUnavailable): void;
}

/** A live call being written down. */
export interface LiveSpeech {
  hear(frame: AudioFrame): void;
  /** No frame follows; resolves once the last utterance was told. */
  end(): Promise<void>;
}

/** A recording to be written down. */
export interface Recording {
  /** The whole file; what it is, is read from its content. */
  bytes: Uint8Array;
  /** Told now and then how much is done, from 0 to 1. */
  onProgress?: ((done: number) => void) | undefined;
}

/** A recording in words: utterances in the order in which they began. */
export interface TranscribedRecording {
  seconds: number;
  channels: number;
  utterances: readonly RecordedUtterance[];
}

/** What the supplier is doing, for metrics and readiness. Counts since the start. */
export interface SpeechLoad {
  /** Live calls now. */
  calls: number;
  finals: number;
  interims: number;
  /** Interim work left out because the supplier was behind time. */
  interimsDropped: number;
  /** How long the utterance that waits longest has waited for its words. */
  behindMs: number;
  /** Times that part of a call was lost. */
  faults: number;
}

/** Writes down what is said, in live calls and recordings. It keeps nothing. */
export interface SpeechToText {
  /** Who listens and in which languages, for people. */
  readonly supplier: string;
  /** Resolves when it can listen, so that the first call does not wait. Throws SpeechUnavailable. */
  ready(): Promise<void>;
  /** Starts listening; undefined when there is no room for one more call. */
  listen(call: ListenedCall): LiveSpeech | undefined;
  /** Throws RecordingUnreadable, SpeechUnavailable, and what the signal was aborted with. */
  transcribe(recording: Recording, signal: AbortSignal): Promise<TranscribedRecording>;
  readonly load: SpeechLoad;
  close(): Promise<void>;
}

/** The supplier does not listen now. The message says what to check, and holds no key and no address with one. */
export class SpeechUnavailable extends Error {
  override name = 'SpeechUnavailable';
}

/** This recording cannot be written down; the message is one sentence for people. */
export class RecordingUnreadable extends Error {
  override name = 'RecordingUnreadable';
}

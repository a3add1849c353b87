import type { CallUtterance } from '../../domain/call.ts';
import type { AudioSink, CallAudio, Track } from '../../ports/audioSink.ts';
import type { Clock } from '../../ports/clock.ts';
import { type NamedVoices, nameParticipants } from './nameParticipant.ts';
import { type MediaMessage, readMediaMessage } from './readMediaMessage.ts';
import { toTelephoneRate } from './toTelephoneRate.ts';

/** Told of what is said where the sender has written it down already. */
export interface MediaEars {
  onUtterance(utterance: CallUtterance): void;
  onEnded(callId: string): void;
}

/** What a stream is heard with. */
export interface MediaParts {
  /** Undefined, or without room: streams of sentences are taken, streams of voices are not. */
  sink: AudioSink | undefined;
  ears: MediaEars;
  clock: Clock;
}

/** What a stream brought, to be added up. */
export interface MediaCounts {
  frames: number;
  sentences: number;
  /** Messages that could not be read. */
  broken: number;
  /** Frames of participants beyond two. */
  crowded: number;
}

interface Voice {
  lower: (samples: Int16Array) => Int16Array;
  /** When the next frame begins if nothing is missing. */
  nextAt: number;
}

/** Shorter gaps are how frames are cut; longer ones are silence that was not sent. */
const GAP_MS = 40;
/** More silence than that tells nothing new. */
const MOST_SILENCE_MS = 5_000;
const SAMPLES_PER_MS = 8;
/** Somebody who sends nothing that can be read is no media stream. */
const MOST_BROKEN = 50;

/** One media stream of a call: messages in, frames and sentences out. Nothing of it is kept. */
export class MediaCall {
  readonly counts: MediaCounts = { frames: 0, sentences: 0, broken: 0, crowded: 0 };
  private readonly callId: string;
  private readonly parts: MediaParts;
  private audio: CallAudio | undefined;
  private readonly names: NamedVoices;
  private readonly voices = new Map<Track, Voice>();
  private sampleRate: 16_000 | 24_000 | undefined;
  constructor({ callId, caller }: { callId: string; caller: string | undefined }, parts: MediaParts) {
    this.callId = callId;
    this.parts = parts;
    this.names = nameParticipants(caller);
  }

  /** Takes in one message; says why the stream should be closed, if it should. */
  take(text: string): 'no-stream' | 'no-room' | undefined {
    const message = readMediaMessage(text);
    if (message === undefined) {
      this.counts.broken += 1;
      return this.counts.broken < MOST_BROKEN ? undefined : 'no-stream';
    }
    if (message.kind === 'audio-format') return this.begin(message.sampleRate);
    if (message.kind === 'audio') this.hear(message);
    if (message.kind === 'sentence') this.pass(message);
    return undefined;
  }

  /** No message follows. */
  end(): void {
    this.audio?.end();
    if (this.counts.sentences > 0) this.parts.ears.onEnded(this.callId);
  }

  private begin(sampleRate: 16_000 | 24_000): 'no-room' | undefined {
    if (this.sampleRate !== undefined) return undefined;
    this.audio = this.parts.sink?.open({ callId: this.callId });
    if (this.audio === undefined) return 'no-room';
    this.sampleRate = sampleRate;
    return undefined;
  }

  private hear({ participant, at, samples }: Extract<MediaMessage, { kind: 'audio' }>): void {
    if (this.sampleRate === undefined) return;
    const track = this.names.trackOf(participant, at);
    if (track === undefined) {
      this.counts.crowded += 1;
      return;
    }
    const voice = this.voices.get(track) ?? { lower: toTelephoneRate(this.sampleRate), nextAt: at.getTime() };
    this.voices.set(track, voice);
    const missingMs = Math.min(at.getTime() - voice.nextAt, MOST_SILENCE_MS);
    if (missingMs > GAP_MS) this.play(track, new Int16Array(missingMs * SAMPLES_PER_MS));
    const lengthMs = (samples.length / this.sampleRate) * 1000;
    voice.nextAt = Math.max(voice.nextAt, at.getTime()) + lengthMs;
    this.counts.frames += 1;
    this.play(track, voice.lower(samples));
  }

  private play(track: Track, samples: Int16Array): void {
    if (samples.length > 0) this.audio?.hear({ track, samples });
  }

  private pass({ participant, text }: Extract<MediaMessage, { kind: 'sentence' }>): void {
    const at = this.parts.clock.now();
    // A voice that nobody named counts as the caller's: whoever called is the one to be judged.
    const track = this.names.trackOf(participant, at) === 'callee' ? 'callee' : 'caller';
    const seq = this.counts.sentences;
    this.counts.sentences += 1;
    this.parts.ears.onUtterance({ type: 'call.utterance', callId: this.callId, seq, at, track, text });
  }
}

import type { Track } from '../../ports/audioSink.ts';
import type { Clock } from '../../ports/clock.ts';
import {
  type ListenedCall,
  type LiveSpeech,
  type LiveUtterance,
  type Recording,
  RecordingUnreadable,
  type SpeechLoad,
  type SpeechToText,
  SpeechUnavailable,
  type TranscribedRecording,
} from '../../ports/speechToText.ts';
import type { SpeechReply } from './speechMessages.ts';
import type { SpeechThread } from './speechThread.ts';
import { SpeechThreads } from './speechThreads.ts';
import { ThreadedVoice } from './threadedVoice.ts';

/** How this machine listens. */
export interface LocalSpeechSettings {
  /** Worker threads, each with the models in 250 MB; one for each core that may be spent. */
  workers: number;
  /** What the threads run; the models' when left out. */
  entry?: URL;
}

/** From here on new calls are refused: those there are go first. */
const TOO_LATE_MS = 4_000;

/** Speech to text on this machine: Moonshine and Silero VAD in worker threads, started when first needed. English. */
export function localSpeech(settings: LocalSpeechSettings, { clock }: { clock: Clock }): SpeechToText {
  return new LocalSpeech(settings, clock);
}

interface WaitingRecording {
  thread: SpeechThread;
  onProgress: (done: number) => void;
  resolve: (transcribed: TranscribedRecording) => void;
  reject: (error: unknown) => void;
}

class LocalSpeech implements SpeechToText {
  readonly supplier = 'Moonshine on this machine (English)';
  readonly #clock: Clock;
  readonly #threads: SpeechThreads;
  readonly #voices = new Map<number, ThreadedVoice>();
  readonly #recordings = new Map<number, WaitingRecording>();
  readonly #counts = { calls: 0, finals: 0, interims: 0, interimsDropped: 0, faults: 0 };
  #numbers = 0;

  constructor({ workers, entry = new URL('speechWorker.ts', import.meta.url) }: LocalSpeechSettings, clock: Clock) {
    this.#clock = clock;
    this.#threads = new SpeechThreads(
      { count: workers, entry },
      { onReply: (reply) => this.#take(reply), onGone: (thread, next) => this.#moveOn(thread, next) },
    );
  }

  get load(): SpeechLoad {
    return { ...this.#counts, behindMs: this.#threads.behindMs };
  }

  async ready(): Promise<void> {
    try {
      await this.#threads.ready();
    } catch (cause) {
      throw unavailable(cause);
    }
  }

  listen(call: ListenedCall): LiveSpeech | undefined {
    if (this.#threads.isBroken || this.#threads.behindMs > TOO_LATE_MS) return undefined;
    this.#counts.calls += 1;
    const openedAt = this.#clock.now().getTime();
    const voices = new Map<Track, number>();
    let ending: Promise<void> | undefined;
    const end = async (): Promise<void> => {
      await Promise.all([...voices.values()].map((number) => this.#end(number)));
      this.#counts.calls -= 1;
    };
    return {
      hear: ({ track, samples }) => {
        if (ending !== undefined) return;
        const number = voices.get(track) ?? this.#open(call, { track, openedAt });
        voices.set(track, number);
        this.#voices.get(number)?.hear(samples);
      },
      end: () => (ending ??= end()),
    };
  }

  async transcribe({ bytes, onProgress = () => {} }: Recording, signal: AbortSignal): Promise<TranscribedRecording> {
    signal.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers<TranscribedRecording>();
    const recording = this.#nextNumber();
    const thread = this.#threads.idlest();
    this.#recordings.set(recording, { thread, onProgress, resolve, reject });
    thread.begin({ kind: 'transcribe', recording, bytes });
    const forget = (): void => {
      thread.send({ kind: 'forget', recording });
      reject(signal.reason);
    };
    signal.addEventListener('abort', forget, { once: true });
    try {
      return await promise;
    } finally {
      signal.removeEventListener('abort', forget);
      this.#recordings.delete(recording);
      thread.done();
    }
  }

  async close(): Promise<void> {
    await this.#threads.close();
    for (const { reject } of this.#recordings.values()) reject(new SpeechUnavailable('Speech to text was closed.'));
    for (const voice of this.#voices.values()) voice.onEnded();
  }

  #open(call: ListenedCall, { track, openedAt }: { track: Track; openedAt: number }): number {
    const number = this.#nextNumber();
    const startMs = this.#clock.now().getTime() - openedAt;
    const onFault = (error: SpeechUnavailable): void => {
      this.#counts.faults += 1;
      call.onFault(error);
    };
    const told = { callId: call.callId, onFault, onUtterance: (words: LiveUtterance) => call.onUtterance(words) };
    this.#voices.set(number, new ThreadedVoice(number, told, { track, startMs }, this.#threads.idlest()));
    return number;
  }

  async #end(number: number): Promise<void> {
    await this.#voices.get(number)?.end();
    this.#voices.delete(number);
  }

  #take(reply: SpeechReply): void {
    switch (reply.kind) {
      case 'words':
        this.#counts[reply.words.isFinal ? 'finals' : 'interims'] += 1;
        return this.#voices.get(reply.voice)?.onWords(reply.words);
      case 'ended':
        return this.#voices.get(reply.voice)?.onEnded();
      case 'fault':
        return this.#voices.get(reply.voice)?.onFault(unavailable(reply.reason));
      case 'dropped':
        this.#counts.interimsDropped += 1;
        return;
      case 'progress':
        return this.#recordings.get(reply.recording)?.onProgress(reply.done);
      case 'transcribed':
        return this.#recordings.get(reply.recording)?.resolve(reply.transcribed);
      case 'failed': {
        const error = reply.isUnreadable ? new RecordingUnreadable(reply.reason) : unavailable(reply.reason);
        return this.#recordings.get(reply.recording)?.reject(error);
      }
      case 'ready':
      case 'behind':
        return;
    }
  }

  /** A thread that broke takes what it had not told with it; calls go on with the next one. */
  #moveOn(thread: SpeechThread, next: SpeechThread | undefined): void {
    const error = unavailable('a worker thread ended');
    for (const waiting of this.#recordings.values()) if (waiting.thread === thread) waiting.reject(error);
    for (const voice of this.#voices.values()) {
      if (voice.thread !== thread) continue;
      voice.onFault(error);
      voice.moveTo(next);
    }
  }

  #nextNumber(): number {
    this.#numbers += 1;
    return this.#numbers;
  }
}

function unavailable(cause: unknown): SpeechUnavailable {
  return new SpeechUnavailable(
    'Speech to text on this machine does not work; run npm run speech:install, then start again.',
    { cause },
  );
}

import type { MessagePort } from 'node:worker_threads';
import { RecordingUnreadable } from '../../ports/speechToText.ts';
import { ListeningDesk } from './live/listeningDesk.ts';
import type { LiveVoice } from './live/liveVoice.ts';
import type { SpeechEngine } from './models/speechEngine.ts';
import { transcribeWav } from './recording/transcribeWav.ts';
import type { SpeechReply, SpeechRequest } from './speechMessages.ts';

/** What the worker thread does with an engine: listens to voices and writes down recordings, live calls first. */
export function serveSpeech(port: MessagePort, engine: SpeechEngine): void {
  const desk = new ListeningDesk(engine);
  const voices = new Map<number, LiveVoice>();
  const recordings = new Map<number, AbortController>();
  const send = (reply: SpeechReply): void => port.postMessage(reply);
  const answer = (request: SpeechRequest): void => {
    switch (request.kind) {
      case 'open':
        voices.set(request.voice, openVoice(request.voice, desk, send));
        return;
      case 'hear': {
        const voice = voices.get(request.voice);
        if (voice !== undefined) desk.hear(voice, request.samples);
        return;
      }
      case 'end': {
        const voice = voices.get(request.voice);
        voices.delete(request.voice);
        const ended = voice === undefined ? Promise.resolve() : desk.end(voice);
        void ended.then(() => send({ kind: 'ended', voice: request.voice }));
        return;
      }
      case 'transcribe': {
        const stop = new AbortController();
        recordings.set(request.recording, stop);
        void transcribe(request, { desk, engine, send }, stop.signal).finally(() =>
          recordings.delete(request.recording),
        );
        return;
      }
      case 'forget':
        recordings.get(request.recording)?.abort();
        return;
      case 'look':
        send({ kind: 'behind', behindMs: desk.behindMs });
        return;
      case 'leave':
        for (const recording of recordings.values()) recording.abort();
        // A thread that is ended within a model takes the whole process with it.
        void desk.queue.stop().then(() => port.close());
        return;
    }
  };
  port.on('message', answer);
  send({ kind: 'ready' });
}

function openVoice(voice: number, desk: ListeningDesk, send: (reply: SpeechReply) => void): LiveVoice {
  return desk.open({
    onWords: (words) => send({ kind: 'words', voice, words }),
    onInterimDropped: () => send({ kind: 'dropped' }),
    onFault: (error) => send({ kind: 'fault', voice, reason: nameOf(error) }),
  });
}

async function transcribe(
  { recording, bytes }: { recording: number; bytes: Uint8Array },
  { desk, engine, send }: { desk: ListeningDesk; engine: SpeechEngine; send: (reply: SpeechReply) => void },
  signal: AbortSignal,
): Promise<void> {
  const onProgress = (done: number): void => send({ kind: 'progress', recording, done });
  try {
    const transcribed = await transcribeWav(bytes, { engine, queue: desk.queue, onProgress }, signal);
    send({ kind: 'transcribed', recording, transcribed });
  } catch (error) {
    if (signal.aborted) return;
    const isUnreadable = error instanceof RecordingUnreadable;
    send({ kind: 'failed', recording, reason: isUnreadable ? error.message : nameOf(error), isUnreadable });
  }
}

/** A name alone: a message could hold what was said. */
function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

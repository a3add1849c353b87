import type { TranscribedRecording } from '../../ports/speechToText.ts';
import type { VoiceWords } from './live/liveVoice.ts';

/** What a worker is told. Voices and recordings are numbered by who asks. */
export type SpeechRequest =
  | { kind: 'open'; voice: number }
  | { kind: 'hear'; voice: number; samples: Int16Array }
  | { kind: 'end'; voice: number }
  | { kind: 'transcribe'; recording: number; bytes: Uint8Array }
  | { kind: 'forget'; recording: number }
  | { kind: 'look' }
  /** Ends once the model is through with what it is at; nothing more is told. */
  | { kind: 'leave' };

/** What a worker tells. */
export type SpeechReply =
  | { kind: 'ready' }
  | { kind: 'words'; voice: number; words: VoiceWords }
  | { kind: 'ended'; voice: number }
  | { kind: 'fault'; voice: number; reason: string }
  | { kind: 'dropped' }
  | { kind: 'behind'; behindMs: number }
  | { kind: 'progress'; recording: number; done: number }
  | { kind: 'transcribed'; recording: number; transcribed: TranscribedRecording }
  | { kind: 'failed'; recording: number; reason: string; isUnreadable: boolean };

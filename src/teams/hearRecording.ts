import type { TurnContext } from 'botbuilder';
import type { Transcript } from '../domain/transcript.ts';
import { writeDownRecording } from '../notes/writeDownRecording.ts';
import { SpeechUnavailable } from '../ports/speechToText.ts';
import type { TeamsPorts } from './ports.ts';
import type { Turn } from './readTurn.ts';

/** Between two updates of how far it is; Teams allows one a second. */
const TELL_EVERY_MS = 4_000;

/** Puts a recording into words, with progress in the chat; or says in a sentence why there is no transcript. */
export async function hearRecording(
  { bytes, context }: { bytes: Uint8Array; context: TurnContext },
  { agent, messages }: Turn,
  { speech, clock, log }: Pick<TeamsPorts, 'speech' | 'clock' | 'log'>,
): Promise<Transcript | string> {
  const words = messages.drafts;
  if (speech === undefined) return words.noSpeech;
  const progress = await progressIn(context, { now: () => clock.now().getTime(), say: words.hearing });
  try {
    const transcript = await writeDownRecording({ bytes, onProgress: progress.tell }, speech);
    await progress.end('problem' in transcript ? words.notHeard : words.heard);
    return 'problem' in transcript ? words.unreadable(transcript.problem) : transcript;
  } catch (error) {
    if (!(error instanceof SpeechUnavailable)) throw error;
    log.error({ agentId: agent.agentId, reason: error.message }, 'recording not put into words');
    await progress.end(words.notHeard);
    return words.speechAway;
  }
}

/** One message that says how far it is, updated in place. */
async function progressIn(
  context: TurnContext,
  { now, say }: { now: () => number; say: (percent: number) => string },
): Promise<{ tell: (done: number) => void; end(text: string): Promise<void> }> {
  const sent = await context.sendActivity(say(0));
  let toldAt = now();
  let telling: Promise<unknown> = Promise.resolve();
  const update = (text: string): void => {
    if (sent?.id === undefined) return;
    const activity = { type: 'message', id: sent.id, text };
    // How far it is may be missed; the note comes all the same.
    telling = telling.then(() => context.updateActivity(activity)).catch(() => undefined);
  };
  return {
    tell: (done) => {
      if (now() - toldAt < TELL_EVERY_MS || done >= 1) return;
      toldAt = now();
      update(say(Math.round(done * 100)));
    },
    end: async (text) => {
      update(text);
      await telling;
    },
  };
}

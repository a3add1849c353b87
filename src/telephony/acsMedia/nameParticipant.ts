import type { Track } from '../../ports/audioSink.ts';

/** Who has which voice of a call. */
export interface NamedVoices {
  /** The track of a participant who is heard now; undefined for one too many. A mix of voices is unknown. */
  trackOf(participant: string | undefined, at: Date): Track | undefined;
}

/** Somebody who was not heard for so long may be replaced, as when a call is handed over. */
const LEFT_AFTER_MS = 2_000;

/**
 * Names voices by the participant whom the address of the stream calls the caller. Without one whoever has a telephone
 * number ("4:…") is the caller, and of two such the one who is heard first.
 */
export function nameParticipants(caller: string | undefined): NamedVoices {
  const heard = new Map<Track, { participant: string; at: number }>();
  const wanted = (participant: string): Track => {
    if (caller !== undefined) return isSame(participant, caller) ? 'caller' : 'callee';
    const known = heard.get('caller');
    if (!participant.startsWith('4:')) return 'callee';
    return known === undefined || known.participant === participant ? 'caller' : 'callee';
  };
  return {
    trackOf(participant, at) {
      if (participant === undefined) return 'unknown';
      const track = wanted(participant);
      const owner = heard.get(track);
      const isFree = owner === undefined || owner.participant === participant;
      if (!isFree && at.getTime() - owner.at < LEFT_AFTER_MS) return undefined;
      heard.set(track, { participant, at: at.getTime() });
      return track;
    },
  };
}

/** A raw id, or the number in it. */
function isSame(participant: string, caller: string): boolean {
  return participant === caller || participant === `4:${caller}`;
}

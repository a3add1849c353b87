import { parametersOf } from '../sip/headerValues.ts';
import { type Header, headerOf, listOf, type SipRequest } from '../sip/message.ts';

/** Shortest interval that RFC 4028, section 4, allows. */
const LEAST_SECONDS = 90;
/** What RFC 4028, section 4, advises; our offer where the SBC has none. */
const USUAL_SECONDS = 1_800;
/** A call is over within a day. */
const MOST_SECONDS = 86_400;

/** What was agreed of a session timer. */
export interface SessionTimer {
  seconds: number;
  /** Who must speak up: the SBC, or we. */
  refresher: 'sbc' | 'we';
  headers: readonly Header[];
}

/**
 * Agrees on a session timer for an INVITE or UPDATE (RFC 4028, section 9): the SBC refreshes if it can. Undefined when
 * its interval is too small, which is answered by 422 and Min-SE.
 */
export function agreeTimer(request: SipRequest): SessionTimer | undefined {
  const supports = [...listOf(request, 'supported'), ...listOf(request, 'require')].some(
    (option) => option.toLowerCase() === 'timer',
  );
  const given = headerOf(request, 'session-expires') ?? '';
  const asked = /^\d{1,9}/.exec(given)?.[0];
  const least = Number(/^\d{1,9}/.exec(headerOf(request, 'min-se') ?? '')?.[0] ?? LEAST_SECONDS);
  const seconds = asked === undefined ? Math.max(USUAL_SECONDS, least) : Number(asked);
  if (supports && seconds < LEAST_SECONDS) return undefined;
  if (!supports || parametersOf(given).refresher === 'uas')
    return timer(Math.max(seconds, LEAST_SECONDS), 'we', supports);
  return timer(seconds, 'sbc', supports);
}

/** Headers of a 422 (RFC 4028, section 6). */
export const TOO_SMALL: readonly Header[] = [['min-se', String(LEAST_SECONDS)]];

/** How long to wait: we refresh at half of the interval, and give up on the SBC shortly before its end (RFC 4028, section 10). */
export function waitSeconds({ seconds, refresher }: SessionTimer): number {
  return refresher === 'we' ? seconds / 2 : seconds - Math.min(32, seconds / 3);
}

function timer(asked: number, refresher: SessionTimer['refresher'], supports: boolean): SessionTimer {
  const seconds = Math.min(asked, MOST_SECONDS);
  const value = `${seconds};refresher=${refresher === 'we' ? 'uas' : 'uac'}`;
  return {
    seconds,
    refresher,
    headers: [['session-expires', value], ...(supports ? ([['require', 'timer']] as const) : [])],
  };
}

import type { TurnContext } from 'botbuilder';
import type { Log } from '../ports/log.ts';

/** An answer within this time is the first sign of life itself; a typing indicator before it would only flicker. */
const ANSWERED_SOON_MS = 150;

/** Shows that Earpiece is at work, unless it has answered already. `stop` before sending the answer. */
export function typingUnlessAnsweredSoon(context: TurnContext, log: Log): { stop(): Promise<void> } {
  let sending: Promise<void> = Promise.resolve();
  const timer = setTimeout(() => {
    // A failed indicator is no reason to withhold the answer; the answer's own failure is reported.
    sending = context.sendActivity({ type: 'typing' }).then(
      () => undefined,
      () => log.warn({}, 'typing not sent'),
    );
  }, ANSWERED_SOON_MS);
  return {
    stop: async () => {
      clearTimeout(timer);
      await sending;
    },
  };
}

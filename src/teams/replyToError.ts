import { randomBytes } from 'node:crypto';
import type { TurnContext } from 'botbuilder';
import type { Log } from '../ports/log.ts';
import { messagesFor } from '../messages/messages.ts';

/**
 * The edge where a failed turn ends: the person reads calm words and a reference, the log gets the fault under the
 * same reference. Never a stack, a question or a customer's data in either's wrong hands.
 */
export async function replyToError(context: TurnContext, error: unknown, ports: { log: Log }): Promise<void> {
  const reference = randomBytes(4).toString('hex');
  const { type, name } = context.activity;
  ports.log.error({ reference, type, invoke: name, fault: faultOf(error) }, 'turn failed');
  if (type !== 'message') return;
  try {
    await context.sendActivity(messagesFor(context.activity.locale).chat.broken(reference));
  } catch (sendError) {
    ports.log.error({ reference, fault: faultOf(sendError) }, 'could not tell the person');
  }
}

/** Kind and place of a fault without its message, which may quote what somebody wrote. */
function faultOf(error: unknown): object {
  if (!(error instanceof Error)) return { kind: typeof error };
  const cause = error.cause instanceof Error ? error.cause.name : undefined;
  return { kind: error.name, cause, at: error.stack?.split('\n').slice(1, 6) };
}

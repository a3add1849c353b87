import type { TurnContext } from 'botbuilder';
import type { Log } from '../ports/log.ts';
import type { Telemetry } from '../ports/telemetry.ts';
import { replyToError } from './replyToError.ts';

/** Runs one turn as one step, to its last message; one that breaks ends in calm words. */
export async function measureTurn(
  context: TurnContext,
  turn: () => Promise<unknown>,
  ports: { telemetry: Telemetry; log: Log },
): Promise<void> {
  const { type } = context.activity;
  const kind = type === 'message' || type === 'invoke' ? type : 'other';
  const since = performance.now();
  let outcome: 'done' | 'failed' = 'done';
  try {
    await ports.telemetry.step('turn', turn);
  } catch (error) {
    outcome = 'failed';
    await replyToError(context, error, ports);
  }
  ports.telemetry.record('earpiece.turn.seconds', (performance.now() - since) / 1000, { kind, outcome });
}

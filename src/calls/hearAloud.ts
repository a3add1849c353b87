import { detectScam } from '../detection/detectScam.ts';
import type { RiskyCall } from '../domain/scamAlert.ts';
import type { CallContext, SpokenTurn } from '../domain/verdict.ts';
import { riskyCall } from './riskyCall.ts';

/** Hears a written call turn by turn as a live one would be heard; from `warn` on with what an alert would tell of it. */
export function* hearAloud({
  callId,
  turns,
  ...context
}: CallContext & { callId: string; turns: readonly SpokenTurn[] }): Generator<{
  spoken: SpokenTurn;
  risky: RiskyCall | undefined;
}> {
  const detector = detectScam(context);
  for (const spoken of turns) {
    const verdict = detector.hear(spoken);
    yield { spoken, risky: riskyCall({ callId, verdict, ...context }) };
  }
}

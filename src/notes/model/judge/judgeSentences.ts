import type { Utterance } from '../../../domain/transcript.ts';
import type { Fence } from '../../../model/fence.ts';
import { type MaskedRequest, sayMasked } from '../../../model/sayMasked.ts';
import type { Clock } from '../../../ports/clock.ts';
import { type LanguageModel, ModelUnavailable } from '../../../ports/languageModel.ts';
import type { Log } from '../../../ports/log.ts';
import type { TokenUses } from '../../../ports/tokenUses.ts';
import type { Proven } from '../proveNote.ts';
import { JUDGE_SCHEMA, readVerdicts, type Verdict } from './judgeOutput.ts';
import { judgeInstructions, judgeText } from './judgePrompt.ts';

/** Sentences to be judged, and through which mask they go out. */
export interface ToJudge extends Pick<MaskedRequest, 'mask' | 'account'> {
  sentences: readonly Proven[];
  utterances: readonly Utterance[];
  fence: Fence;
  /** What is left of the time in which the note was to be written. */
  withinMs: number;
}

interface JudgePorts {
  model: LanguageModel;
  tokenUses: Pick<TokenUses, 'add'>;
  clock: Clock;
  log: Log;
}

/** Less time than this is not worth a request. */
const LEAST_MS = 300;

/**
 * Has the model judge each sentence against its own lines, all in one request. A sentence that is missing from the answer
 * was not judged; none was when the model is away, late or wrong.
 */
export async function judgeSentences(
  { sentences, utterances, fence, mask, account, withinMs }: ToJudge,
  ports: JudgePorts,
  signal: AbortSignal,
): Promise<ReadonlyMap<Proven, Verdict>> {
  const none = new Map<Proven, Verdict>();
  if (sentences.length === 0 || withinMs < LEAST_MS || signal.aborted) return none;
  const request = {
    instructions: judgeInstructions(fence),
    messages: [{ role: 'person', text: judgeText(sentences, utterances, fence) } as const],
    ...{ schema: JUDGE_SCHEMA, withinMs },
  };
  try {
    const { output, none: nothing } = await sayMasked({ request, mask, account }, ports, signal);
    const verdicts = nothing === undefined ? readVerdicts(output) : undefined;
    if (verdicts === undefined) ports.log.warn({ why: nothing ?? 'malformed' }, 'note not judged');
    return new Map(
      sentences.flatMap((one, at): [Proven, Verdict][] => {
        const verdict = verdicts?.get(at + 1);
        return verdict === undefined ? [] : [[one, verdict]];
      }),
    );
  } catch (error) {
    if (!signal.aborted && !(error instanceof ModelUnavailable)) throw error;
    ports.log.warn({ why: error instanceof ModelUnavailable ? error.message : 'late' }, 'note not judged');
    return none;
  }
}

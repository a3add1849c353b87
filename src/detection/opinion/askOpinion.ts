import type { Customer } from '../../domain/customer.ts';
import { pseudonymsOf } from '../../domain/personalData/pseudonyms.ts';
import type { SecondOpinion } from '../../domain/scamAlert.ts';
import type { SpokenTurn } from '../../domain/verdict.ts';
import { fence } from '../../model/fence.ts';
import { sayMasked } from '../../model/sayMasked.ts';
import { AttackedModel, shieldTexts } from '../../model/shieldTexts.ts';
import { budgetState, type TokenLimits } from '../../model/tokenBudget.ts';
import type { Clock } from '../../ports/clock.ts';
import { type LanguageModel, ModelUnavailable } from '../../ports/languageModel.ts';
import type { Log } from '../../ports/log.ts';
import { type PromptShield, ShieldUnavailable } from '../../ports/promptShield.ts';
import type { TokenUses } from '../../ports/tokenUses.ts';
import type { UseMeter } from '../../ports/useMeter.ts';
import { OPINION_SCHEMA, opinionInstructions, opinionText, readOpinion } from './opinionPrompt.ts';

/** What asking for a second opinion needs. */
export interface OpinionPorts {
  model: LanguageModel;
  shield?: PromptShield | undefined;
  tokenUses: Pick<TokenUses, 'add' | 'reserve'>;
  uses: Pick<UseMeter, 'use'>;
  limits: TokenLimits;
  clock: Clock;
  log: Log;
}

/** A part of a call, and whoever it may be with, so that their names never reach the model. */
export interface DoubtfulCall {
  callId: string;
  turns: readonly SpokenTurn[];
  records: readonly Customer[];
  mostPerMinute: number;
}

const WITHIN_MS = 8_000;
const CHARACTERS_PER_TOKEN = 4;
/** Instructions, schema and the answer. */
const TOKENS_AROUND = 600;
/** Who pays: nobody in particular. Tokens stand in the token counts under the call. */
const ACCOUNT = { agentId: 'earpiece', conversationId: 'second opinion' };

/**
 * What a model thinks of a part of a call, with stand-ins for personal data; undefined where it could not be asked: too
 * many calls at once, no tokens left, the model away, late, or told what to say by somebody in the call. Never throws.
 */
export async function askOpinion(call: DoubtfulCall, ports: OpinionPorts): Promise<SecondOpinion | undefined> {
  const { callId, mostPerMinute } = call;
  const at = ports.clock.now();
  try {
    const { roomAt } = await ports.uses.use([{ key: 'second-opinion', mostPerMinute }], at);
    if (roomAt !== undefined) return undefined;
    const letters = call.turns.reduce((sum, { text }) => sum + text.length, 0);
    const aside = {
      ...ACCOUNT,
      callId,
      input: TOKENS_AROUND + Math.ceil(letters / CHARACTERS_PER_TOKEN),
      output: 0,
      at,
    };
    const spent = await ports.tokenUses.reserve(aside, (before) => !budgetState(before, ports.limits).isOut);
    if (budgetState(spent, ports.limits).isOut) return undefined;
    try {
      return await ask(call, ports, AbortSignal.timeout(WITHIN_MS));
    } finally {
      await ports.tokenUses.add({ ...aside, input: -aside.input });
    }
  } catch (error) {
    const isExpected =
      error instanceof ModelUnavailable || error instanceof ShieldUnavailable || error instanceof AttackedModel;
    const kind = error instanceof Error ? error.name : typeof error;
    ports.log[isExpected ? 'warn' : 'error']({ callId, kind }, 'no second opinion');
    return undefined;
  }
}

async function ask(
  { callId, turns, records }: DoubtfulCall,
  ports: OpinionPorts,
  signal: AbortSignal,
): Promise<SecondOpinion | undefined> {
  const around = fence();
  const mask = pseudonymsOf(records);
  const text = opinionText(turns, around);
  const mayRead = await shieldTexts(
    { question: '', texts: [text] },
    { shield: ports.shield, mask, log: ports.log },
    signal,
  );
  if (!mayRead.every(Boolean)) return undefined;
  const request = {
    instructions: opinionInstructions(around.mark),
    messages: [{ role: 'person', text } as const],
    schema: OPINION_SCHEMA,
    withinMs: WITHIN_MS,
  };
  const reply = await sayMasked({ request, mask, account: { ...ACCOUNT, callId } }, ports, signal);
  const opinion = reply.none === undefined ? readOpinion(reply.output) : undefined;
  ports.log.info({ callId, opinion, ...reply.tokens }, 'second opinion');
  return opinion;
}

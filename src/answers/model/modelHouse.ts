import type { Answer } from '../../domain/answer.ts';
import type { Question } from '../../domain/question.ts';
import type { Clock } from '../../ports/clock.ts';
import type { CustomerReader } from '../../ports/customerReader.ts';
import type { LanguageModel } from '../../ports/languageModel.ts';
import type { Log } from '../../ports/log.ts';
import type { Mask } from '../../ports/mask.ts';
import type { ModelTurns } from '../../ports/modelTurns.ts';
import type { PromptShield } from '../../ports/promptShield.ts';
import type { TokenUses } from '../../ports/tokenUses.ts';
import type { SearchingPorts } from './modelTools.ts';
import type { TokenLimits } from '../../model/tokenBudget.ts';

/** A question that has its answer straight from the sources, and may get a better one. */
export interface DraftedQuestion {
  question: Question;
  draft: Answer;
  /** Who pays and who waits: one question at a time. */
  conversationId: string;
  /** Time left until nobody waits any more. */
  withinMs: number;
}

/** What a model needs around it. */
export interface ModelHouse {
  model: LanguageModel;
  tokenUses: TokenUses;
  modelTurns: ModelTurns;
  limits: TokenLimits;
  /** The caller's record for this question, from the asker's lease; undefined without a call. */
  customerReader?: ((question: Question) => CustomerReader | undefined) | undefined;
  /** Personal data in prompts; made anew for every question. */
  maskFor: (question: Question) => Promise<Mask>;
  /** A second look at what the model is about to read; none when left out. */
  shield?: PromptShield | undefined;
}

/** What answering with a model needs. */
export interface ModelPorts extends SearchingPorts {
  house: ModelHouse;
  clock: Clock;
  log: Log;
}

import { createHash } from 'node:crypto';
import { FEATURE_NAMES } from './features.ts';
import { PATTERN_NAMES } from './readTurn.ts';
import { FRAMES } from './reportFrames.ts';
import trained from './scamModel.json' with { type: 'json' };

/** Trained weights, calibration and levels. Written by `npm run train:detector`, never by hand. */
export interface ScamModel {
  /** Which rules the weights belong to; see RULES_VERSION. */
  rules: string;
  bias: number;
  /** By place in FEATURE_NAMES. */
  weights: readonly number[];
  /** By place of pattern. */
  patternWeights: readonly number[];
  /** Probability is 1 / (1 + exp(-(slope * z + offset))). */
  calibration: { slope: number; offset: number };
  /** The lowest probability of each level. */
  levels: { watch: number; warn: number; scam: number };
}

/** A digest of the rules: weights and saved states of other rules mean nothing here. */
export const RULES_VERSION = createHash('sha256')
  .update([...FEATURE_NAMES, ...PATTERN_NAMES, ...FRAMES.map(({ pattern }) => pattern)].join('\n'))
  .digest('hex')
  .slice(0, 16);

/** The weights in the repository belong to other rules: run `npm run train:detector`. */
class ModelOfOtherRules extends Error {
  override name = 'ModelOfOtherRules';
  readonly found: string;
  constructor(found: string) {
    super(
      `The scam model was trained for rules ${found}, but these are ${RULES_VERSION}. Run "npm run train:detector" and commit src/detection/scamModel.json.`,
    );
    this.found = found;
  }
}

/** The model in the repository. Throws ModelOfOtherRules after a change of the rules without training. */
export function trainedModel(): ScamModel {
  if (trained.rules !== RULES_VERSION) throw new ModelOfOtherRules(trained.rules);
  return trained;
}

/** The uncalibrated log-odds that a call is a scam, under one supposition. */
export function logOdds(
  model: Pick<ScamModel, 'bias' | 'weights' | 'patternWeights'>,
  features: readonly number[],
  patterns: Iterable<readonly [place: number, worth: number]>,
): number {
  let sum = model.bias;
  for (let place = 0; place < features.length; place += 1) {
    sum += (features[place] ?? 0) * (model.weights[place] ?? 0);
  }
  for (const [place, worth] of patterns) sum += worth * (model.patternWeights[place] ?? 0);
  return sum;
}

/** Calibrated probability of log-odds. */
export function probabilityOf({ slope, offset }: ScamModel['calibration'], odds: number): number {
  return 1 / (1 + Math.exp(-(slope * odds + offset)));
}

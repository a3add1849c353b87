// `npm run train:detector [-- --data <folder>]`: fits src/detection/scamModel.json anew. The same data give the same
// file. It reads call files and nothing else: no database, no settings.
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { FEATURE_NAMES } from '../src/detection/features.ts';
import { probabilityOf, RULES_VERSION, type ScamModel } from '../src/detection/scamModel.ts';
import { balanced, calibrate, reliability } from './evaluate/detection/calibrate.ts';
import {
  type LabelledCall,
  readFreshCalls,
  readOwnCalls,
  readPublicCalls,
  readTrainingCalls,
} from './evaluate/detection/callSets.ts';
import { candidatesOf } from './evaluate/detection/candidates.ts';
import { detectorUnderTest, judgeEach, type JudgedCall, trainEach } from './evaluate/detection/leaveOneOut.ts';
import { alertTurn, thresholdAbove, worstThreshold } from './evaluate/detection/thresholds.ts';

const MODEL = 'src/detection/scamModel.json';
/**
 * False alarms allowed at each level: of the worst public family, and of our own twins, written to be mistaken, as standard deviations
 * above their mean (84 %, 97 % and 99 % of a normal spread stay below). Of so few calls the spread is surer than the worst one.
 */
const ALLOWED = { watch: [0.05, 1], warn: [0.005, 1.9], scam: [0.002, 2.33] } as const;
const FOLDERS: Readonly<Record<string, string>> = {
  own: 'data/calls',
  fresh: 'data/calls/fresh-tuning',
  training: 'data/training-calls',
};
const DIGITS = 4;
/** Probabilities near 1 lie close together. */
const LEVEL_DIGITS = 6;

const { values } = parseArgs({ options: { data: { type: 'string', default: '../shared/data' } } });
const own = [...(await readOwnCalls()), ...(await readFreshCalls())];
const open = await readPublicCalls(values.data);
const training = [...own.filter(({ part }) => part === 'tuning'), ...(await readTrainingCalls()), ...open];
const detector = detectorUnderTest(training);
const candidates = candidatesOf(own, open, 'tuning').filter(({ name }) => !name.endsWith(' joined'));
const trained = trainEach(training, candidates, detector.train);
const everything = judgeEach(trained, candidates, detector.judge);
const plain = everything.filter(({ name }) => !name.includes(','));
const fitted = calibrate(balanced(plain));
const calibration = { slope: round(fitted.slope), offset: round(fitted.offset) };
const odds = { watch: levelAt('watch'), warn: levelAt('warn'), scam: levelAt('scam') };
const weights = [...detector.train(training)].map(round);
const model: ScamModel & Record<string, unknown> = {
  about: 'Written by npm run train:detector. Metrics: each family judged by a model that saw none of it.',
  rules: RULES_VERSION,
  trainedOn: await hashesOf(training),
  metrics: metricsOf(plain),
  calibration,
  levels: {
    watch: Number(probabilityOf(calibration, odds.watch).toFixed(LEVEL_DIGITS)),
    warn: Number(probabilityOf(calibration, odds.warn).toFixed(LEVEL_DIGITS)),
    scam: Number(probabilityOf(calibration, odds.scam).toFixed(LEVEL_DIGITS)),
  },
  bias: weights.at(-1) ?? 0,
  weights: weights.slice(0, FEATURE_NAMES.length),
  patternWeights: weights.slice(FEATURE_NAMES.length, -1),
};
await writeFile(MODEL, `${JSON.stringify(model, null, 1).replace(/\[[^[\]{}]*\]/g, oneLine)}\n`);
console.log(JSON.stringify({ ...model, weights: undefined, patternWeights: undefined }, null, 2));

function isOurs({ set }: LabelledCall): boolean {
  return set === 'own' || set === 'fresh';
}

/** The lowest log-odds at which no honest family alarms more often than allowed. */
function levelAt(level: keyof typeof ALLOWED): number {
  const [inPublic, deviations] = ALLOWED[level];
  const honest = everything.filter(({ call }) => !call.isScam);
  const open = honest.filter(({ call }) => !isOurs(call));
  const twins = Map.groupBy(
    honest.filter(({ call }) => isOurs(call)),
    ({ name }) => name,
  );
  return Math.max(
    worstThreshold(
      Map.groupBy(open, ({ name }) => name),
      inPublic,
    ),
    ...[...twins.values()].map((calls) => thresholdAbove(calls, deviations)),
  );
}

function metricsOf(calls: readonly JudgedCall[]) {
  const families = [...Map.groupBy(calls, ({ name }) => name)].map(([name, members]) => {
    const reached = (threshold: number) => members.filter((one) => alertTurn(one, threshold) >= 0).length;
    return [name, { calls: members.length, warn: reached(odds.warn), scam: reached(odds.scam) }] as const;
  });
  const { ece } = reliability(balanced(calls), (value) => probabilityOf(calibration, value));
  return { expectedCalibrationError: round(ece), reached: Object.fromEntries(families) };
}

/** The files trained on: how many calls of each, and the SHA-256 of the file. */
async function hashesOf(calls: readonly LabelledCall[]) {
  const sets = Map.groupBy(calls, ({ set }) => set);
  const hashes = [...sets].map(async ([set, members]) => {
    const texts = await Promise.all((await filesOf(set)).map((file) => readFile(file)));
    const hash = createHash('sha256');
    for (const text of texts) hash.update(text);
    return [
      set === 'own' ? 'data/calls, tuning half' : set === 'fresh' ? 'data/calls/fresh-tuning' : set,
      { calls: members.length, sha256: hash.digest('hex') },
    ] as const;
  });
  return Object.fromEntries(await Promise.all(hashes));
}

async function filesOf(set: string): Promise<string[]> {
  const folder = FOLDERS[set];
  if (folder === undefined) return [path.join(values.data, `${set}.jsonl`)];
  const names = (await readdir(folder)).filter((name) => name.endsWith('.jsonl')).sort();
  return names.map((name) => path.join(folder, name));
}

function round(value: number): number {
  return Number(value.toFixed(DIGITS)) || 0;
}

function oneLine(list: string): string {
  return list.replace(/\s+/g, ' ');
}

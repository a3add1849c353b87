import { writeFile } from 'node:fs/promises';
import { probabilityOf, trainedModel } from '../../../src/detection/scamModel.ts';
import { wilson } from '../rankingMetrics.ts';
import { keywordList, textClassifier } from './baselines.ts';
import { balanced, reliability } from './calibrate.ts';
import { type Part, readFreshCalls, readOwnCalls, readPublicCalls, readTrainingCalls } from './callSets.ts';
import { candidatesOf } from './candidates.ts';
import { curvesPicture } from './curvesPicture.ts';
import { detectorUnderTest, judgeEach, type JudgedCall, trainEach } from './leaveOneOut.ts';
import { misheard } from './recognitionErrors.ts';
import { alertTurn, highest, worstThreshold } from './thresholds.ts';

const PICTURE = 'docs/images/scam-curves.svg';
const ERROR_SHARES = [0, 0.1, 0.2];
const FALSE_ALARMS = [0.01, 0.001];

/** The scam detector against baselines by family, each judged by a model that saw none of it. Draws the curves. */
export async function evaluateScam({ data, part }: { data: string; part: Part }): Promise<void> {
  const own = [...(await readOwnCalls()), ...(await readFreshCalls())];
  const open = await readPublicCalls(data);
  const training = [...own.filter((call) => call.part === 'tuning'), ...(await readTrainingCalls()), ...open];
  const candidates = candidatesOf(own, open, part);
  const detector = detectorUnderTest(training);
  const trained = {
    detector: trainEach(training, candidates, detector.train),
    keywords: trainEach(training, candidates, () => keywordList.train()),
    text: trainEach(training, candidates, (calls) => textClassifier.train(calls)),
  };
  console.log(`Own and fresh calls: the ${part} ones. "Twins" are legitimate calls written to resemble frauds.\n`);
  for (const share of ERROR_SHARES) {
    const hear = misheard([...own, ...open], share);
    const noisy = candidates.map((one) => ({ ...one, call: hear(one.call) }));
    const judged = judgeEach(trained.detector, noisy, detector.judge);
    console.log(`\n# ${share * 100} % recognition errors`);
    printAtLevels(judged);
    const keywords = judgeEach(trained.keywords, noisy, (_, one) => keywordList.judge(null, one));
    const text = judgeEach(trained.text, noisy, (weights, one) => textClassifier.judge(weights, one));
    printRecall({ 'this detector': judged, 'keyword list': keywords, 'TF-IDF + logistic regression': text });
    if (share > 0) continue;
    printFamilies(judged.filter(({ name, call }) => isOurs({ call }) && !name.includes(',')));
    printCalibration(judged);
    await draw(judged, text);
  }
}

/** What the shipped levels do: alerts on frauds, when, and false alarms on legitimate calls. */
function printAtLevels(judged: readonly JudgedCall[]): void {
  console.log('At the shipped levels:');
  console.table([...Map.groupBy(judged, ({ name }) => name)].map(([name, calls]) => rowAtLevels(name, calls)));
}

/** The same for each kind of story among our own calls. */
function printFamilies(judged: readonly JudgedCall[]): void {
  console.log('Our own calls by kind of story, at the shipped levels:');
  const families = Map.groupBy(judged, ({ name, call }) => `${name}: ${call.family}`);
  console.table([...families].sort().map(([name, calls]) => rowAtLevels(name, calls)));
}

function rowAtLevels(family: string, calls: readonly JudgedCall[]) {
  const { levels, calibration } = trainedModel();
  const oddsAt = (p: number) => (Math.log(p / (1 - p)) - calibration.offset) / calibration.slope;
  const [warn, scam] = [oddsAt(levels.warn), oddsAt(levels.scam)];
  const alerts = calls.filter((one) => alertTurn(one, warn) >= 0);
  const turns = alerts.map((one) => alertTurn(one, warn)).sort((one, other) => one - other);
  const harmful = alerts.filter(({ call }) => call.harm !== null);
  const early = harmful.filter((one) => alertTurn(one, warn) <= (one.call.harm ?? -1));
  const isScam = calls[0]?.call.isScam === true;
  return {
    family,
    n: calls.length,
    'warn %': shareText(alerts.length, calls.length),
    'scam %': shareText(calls.filter((one) => alertTurn(one, scam) >= 0).length, calls.length),
    'false alarms per 1,000': isScam ? '' : Math.round((alerts.length / calls.length) * 1_000),
    'median turns to alert': isScam ? (turns[turns.length >> 1] ?? '') : '',
    'before harm %': harmful.length === 0 ? '' : shareText(early.length, harmful.length),
  };
}

/** Recall by family where the worst legitimate family raises 1 % and 0.1 % false alarms, for each system. */
function printRecall(systems: Readonly<Record<string, readonly JudgedCall[]>>): void {
  const scopes = { public: isPublic, 'public and our twins': isJudgedAlone } as const;
  for (const [scope, belongs] of Object.entries(scopes)) {
    const rows = Object.entries(systems).flatMap(([system, judged]) =>
      FALSE_ALARMS.map((rate) => {
        const threshold = worstThreshold(honestFamilies(judged, belongs), rate);
        const recalls = [
          ...Map.groupBy(
            judged.filter(({ call }) => call.isScam),
            ({ name }) => name,
          ),
        ].map(([name, calls]) => [
          name,
          shareText(calls.filter((one) => alertTurn(one, threshold) >= 0).length, calls.length),
        ]);
        return {
          system,
          'false alarms': `${rate * 100} %`,
          ...(Object.fromEntries(recalls) as Record<string, string>),
        };
      }),
    );
    console.log(`Recall where the worst legitimate family (${scope}) raises so many false alarms:`);
    console.table(rows);
  }
}

function printCalibration(judged: readonly JudgedCall[]): void {
  const { calibration } = trainedModel();
  const { bins, ece } = reliability(balanced(judged.filter(isJudgedAlone)), (odds) => probabilityOf(calibration, odds));
  console.log(`Calibration over families of equal weight, half of them frauds: expected error ${ece.toFixed(3)}`);
  console.table(
    bins.map(({ from, said, happened, share }) => ({
      score: `${from.toFixed(1)}-${(from + 0.1).toFixed(1)}`,
      said: said.toFixed(2),
      happened: happened.toFixed(2),
      'share of calls %': (share * 100).toFixed(1),
    })),
  );
}

async function draw(detector: readonly JudgedCall[], text: readonly JudgedCall[]): Promise<void> {
  const curve = (judged: readonly JudgedCall[], name: string) => {
    const honest = honestFamilies(judged, isPublic);
    const scams = judged.filter((one) => one.name === name).map(highest);
    const rates = Array.from({ length: 61 }, (_, step) => 10 ** (-3 + step / 20));
    return rates.map((rate) => {
      const threshold = worstThreshold(honest, rate);
      return [rate, scams.filter((odds) => odds > threshold).length / scams.length] as const;
    });
  };
  const names = [
    'own scams',
    'fresh scams',
    'robocalls_ftc',
    'robocalls_ftc, other campaigns',
    'bothbosu:refund',
    'bothbosu:support',
  ];
  const curves = [
    ...names.map((name) => ({ name, points: curve(detector, name) })),
    { name: 'TF-IDF: fresh scams', points: curve(text, 'fresh scams') },
    { name: 'TF-IDF: robocalls_ftc', points: curve(text, 'robocalls_ftc') },
  ];
  await writeFile(PICTURE, curvesPicture('Scam calls caught, families never seen in training', curves));
  console.log(`Curves: ${PICTURE}\n`);
}

/** Long calls joined from many and robocalls judged twice stand beside the families, not among them. */
function isJudgedAlone({ name }: JudgedCall): boolean {
  return !name.includes(',');
}

function isPublic(one: JudgedCall): boolean {
  return isJudgedAlone(one) && !isOurs(one);
}

function isOurs({ call }: Pick<JudgedCall, 'call'>): boolean {
  return call.set === 'own' || call.set === 'fresh';
}

/** Honest calls by family; our twins are one family, since none of theirs has calls enough for one in a hundred. */
function honestFamilies(judged: readonly JudgedCall[], belongs: (one: JudgedCall) => boolean) {
  return Map.groupBy(
    judged.filter((one) => !one.call.isScam && belongs(one)),
    (one) => (isOurs(one) ? 'our twins' : one.name),
  );
}

function shareText(hits: number, n: number): string {
  const { low, high } = wilson(hits, n);
  const percent = (value: number) => (value * 100).toFixed(value < 0.1 && value > 0 ? 1 : 0);
  return `${percent(hits / n)} (${percent(low)}-${percent(high)})`;
}

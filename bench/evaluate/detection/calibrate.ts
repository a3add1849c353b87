import type { ScamModel } from '../../../src/detection/scamModel.ts';
import type { JudgedCall } from './leaveOneOut.ts';
import { highest } from './thresholds.ts';

/** A call's highest log-odds and what it is; families weigh the same and so do scams and honest calls. */
export interface Weighed {
  odds: number;
  isScam: boolean;
  weight: number;
}

/** Every family of a kind with an equal share, scams and honest calls with half each. */
export function balanced(judged: readonly JudgedCall[]): Weighed[] {
  const families = [...Map.groupBy(judged, ({ name }) => name).values()];
  const kinds = Map.groupBy(families, ([first]) => first?.call.isScam === true);
  return families.flatMap((calls) =>
    calls.map((one) => ({
      odds: highest(one),
      isScam: one.call.isScam,
      weight: 0.5 / (kinds.get(one.call.isScam)?.length ?? 1) / calls.length,
    })),
  );
}

/** Platt scaling by Newton steps: the slope and offset that make probabilities of these odds. */
export function calibrate(calls: readonly Weighed[]): ScamModel['calibration'] {
  let [slope, offset] = [1, 0];
  for (let step = 0; step < 50; step += 1) {
    let [g0, g1, h00, h01, h11] = [0, 0, 1e-9, 0, 1e-9];
    for (const { odds, isScam, weight } of calls) {
      const p = 1 / (1 + Math.exp(-(slope * odds + offset)));
      const error = (p - (isScam ? 1 : 0)) * weight;
      const spread = p * (1 - p) * weight;
      g0 += error * odds;
      g1 += error;
      h00 += spread * odds * odds;
      h01 += spread * odds;
      h11 += spread;
    }
    const determinant = h00 * h11 - h01 * h01;
    slope -= (h11 * g0 - h01 * g1) / determinant;
    offset -= (h00 * g1 - h01 * g0) / determinant;
  }
  return { slope, offset };
}

/** One bin of the reliability table. */
export interface Bin {
  from: number;
  said: number;
  happened: number;
  share: number;
}

/** Said against happened in ten bins, and the expected calibration error. */
export function reliability(
  calls: readonly Weighed[],
  probability: (odds: number) => number,
): { bins: Bin[]; ece: number } {
  const binned = Map.groupBy(calls, ({ odds }) => Math.min(9, Math.floor(probability(odds) * 10)));
  const total = calls.reduce((sum, { weight }) => sum + weight, 0);
  const bins = [...binned]
    .sort(([one], [other]) => one - other)
    .map(([bin, members]) => {
      const weight = members.reduce((sum, one) => sum + one.weight, 0);
      const mean = (value: (one: Weighed) => number) =>
        members.reduce((sum, one) => sum + value(one) * one.weight, 0) / weight;
      return {
        from: bin / 10,
        said: mean(({ odds }) => probability(odds)),
        happened: mean(({ isScam }) => (isScam ? 1 : 0)),
        share: weight / total,
      };
    });
  return { bins, ece: bins.reduce((sum, { said, happened, share }) => sum + Math.abs(said - happened) * share, 0) };
}

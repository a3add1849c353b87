import { type ScamAlert, wasReal } from '../domain/scamAlert.ts';

/** How often alerts with a signal were real, among those that people judged. */
export interface SignalPrecision {
  /** From our own vocabulary. */
  name: string;
  real: number;
  judged: number;
}

/** What people's outcomes say of the alerts as a whole and of each signal, the most often judged first. */
export function precisionBySignal(alerts: readonly Pick<ScamAlert, 'signals' | 'outcome'>[]): {
  real: number;
  judged: number;
  signals: readonly SignalPrecision[];
} {
  const bySignal = new Map<string, SignalPrecision>();
  let [real, judged] = [0, 0];
  for (const { outcome, signals } of alerts) {
    const isReal = outcome && wasReal(outcome);
    if (isReal === undefined) continue;
    judged += 1;
    real += isReal ? 1 : 0;
    for (const name of new Set(signals.map((signal) => signal.name))) {
      const known = bySignal.get(name) ?? { name, real: 0, judged: 0 };
      bySignal.set(name, { name, real: known.real + (isReal ? 1 : 0), judged: known.judged + 1 });
    }
  }
  const sorted = [...bySignal.values()].sort(
    (one, other) => other.judged - one.judged || (one.name < other.name ? -1 : 1),
  );
  return { real, judged, signals: sorted };
}

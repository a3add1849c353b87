/** One dependency: what, in which state, and what to do. */
export interface Check {
  check: string;
  state: 'ok' | 'warn' | 'fail' | 'off';
  detail: string;
  fix?: string;
  /** Whole days until it ends, below 0 once it has; only of what ends, such as a certificate. */
  days?: number;
}

/** What somebody should look at: the broken first, then what ends soonest, then the rest. */
export function problemsOf(checks: readonly Check[]): Check[] {
  const problems = checks.filter(({ state }) => state === 'fail' || state === 'warn');
  return problems.sort((a, b) => urgency(a) - urgency(b));
}

/** Days left, far beyond any certificate where nothing ends; what is broken comes before all of them. */
function urgency({ state, days = 1e6 }: Check): number {
  return state === 'fail' ? days - 1e9 : days;
}

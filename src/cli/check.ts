/** One dependency: what, in which state, and what to do. */
export interface Check {
  check: string;
  state: 'ok' | 'warn' | 'fail' | 'off';
  detail: string;
  fix?: string;
}

/** Time comes in from outside, so that tests and replays own it. */
export interface Clock {
  now(): Date;
}

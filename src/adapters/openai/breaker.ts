const FAULTS_TO_OPEN = 3;
const OPEN_MS = 30_000;

/** Keeps a server that has failed again and again from being asked for a while. */
export interface Breaker {
  /** False while it is open; after its time it lets one request through to see. */
  mayAsk(nowMs: number): boolean;
  /** Whether faults have opened it; unlike `mayAsk` this asks for nothing. */
  isOpen(nowMs: number): boolean;
  succeeded(): void;
  /** `forMs`: the server asked to be left alone for so long. */
  failed(nowMs: number, forMs?: number): void;
  /** The request ended without telling anything about the server. */
  gaveUp(): void;
}

/** A closed breaker; three faults in a row open it for half a minute. */
export function breaker(): Breaker {
  let faults = 0;
  let openUntil = 0;
  /** A server that merely asked for time is not broken. */
  let restUntil = 0;
  let isTrying = false;
  return {
    mayAsk(nowMs) {
      if (nowMs < Math.max(openUntil, restUntil) || isTrying) return false;
      isTrying = openUntil > 0;
      return true;
    },
    isOpen: (nowMs) => nowMs < openUntil || isTrying,
    succeeded() {
      faults = 0;
      openUntil = 0;
      isTrying = false;
    },
    failed(nowMs, forMs) {
      faults += 1;
      if (forMs !== undefined) restUntil = nowMs + forMs;
      else if (isTrying || faults >= FAULTS_TO_OPEN) openUntil = nowMs + OPEN_MS;
      isTrying = false;
    },
    gaveUp() {
      isTrying = false;
    },
  };
}

import { readVia } from './headerValues.ts';
import { type Flow, listOf, serialiseMessage, type SipRequest, type SipResponse } from './message.ts';
import { T1_MS, T2_MS, type Timers, TRANSACTION_MS } from '../timers.ts';

/** The few requests we send ourselves, all of them within a dialog: BYE, UPDATE and OPTIONS (RFC 3261, section 17.1.2). */
export class ClientTransactions {
  private readonly waiting = new Map<string, (status: number) => void>();
  private readonly timers: Timers;
  constructor(timers: Timers) {
    this.timers = timers;
  }

  /** Sends a request until it is answered; settles with the final status, 408 when nobody answers. */
  send(request: SipRequest, flow: Flow): Promise<number> {
    const bytes = serialiseMessage(request);
    const branch = branchOf(request);
    return new Promise((resolve) => {
      let stop = (): void => undefined;
      const settle = (status: number): void => {
        stop();
        giveUp();
        this.waiting.delete(branch);
        resolve(status);
      };
      const giveUp = this.timers.after(TRANSACTION_MS, () => settle(408));
      this.waiting.set(branch, settle);
      let waitMs = T1_MS;
      const again = (): void => {
        flow.send(bytes);
        waitMs = Math.min(waitMs * 2, T2_MS);
        stop = this.timers.after(waitMs, again);
      };
      flow.send(bytes);
      if (flow.transport === 'udp') stop = this.timers.after(waitMs, again);
    });
  }

  /** Takes in a response; one that fits nothing is dropped (RFC 3261, section 18.1.2). */
  receive(response: SipResponse): void {
    if (response.status >= 200) this.waiting.get(branchOf(response))?.(response.status);
  }

  /** Nobody waits any more: what is open counts as unanswered. */
  close(): void {
    for (const settle of [...this.waiting.values()]) settle(408);
  }
}

function branchOf(message: SipRequest | SipResponse): string {
  return readVia(listOf(message, 'via')[0] ?? '')?.parameters.branch ?? '';
}

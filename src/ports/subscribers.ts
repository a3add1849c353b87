import type { Subscriber } from '../domain/sms/sms.ts';

/** Whom the operator has signed up for warnings by SMS; nobody else gets one. Numbers are +<digits>. */
export interface Subscribers {
  /** Adds somebody or replaces what was known. An opt-out stays unless `revokesOptOut`. */
  save(subscriber: Subscriber, given?: { revokesOptOut: boolean }): Promise<'imported' | 'updated'>;
  find(number: string): Promise<Subscriber | undefined>;
  /** The same by its key (domain/sms/subscriberKey), for whoever keeps no number. */
  findByKey(key: string): Promise<Subscriber | undefined>;
  /** Whoever has this line, or gets SMS at this number, wants none any more; how many lines that is. */
  optOut(number: string): Promise<number>;
  /** In no order that tells anything; `after` is the number of the last one of the page before. */
  list(limit: number, after?: string): Promise<readonly Subscriber[]>;
}

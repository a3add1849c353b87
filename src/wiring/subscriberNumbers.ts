import { e164Of } from '../domain/sms/phoneNumber.ts';
import type { Ports } from './connectPorts.ts';

/** The numbers of subscribers on live calls, in memory and for as long as the calls may last. */
export interface SubscriberNumbers {
  remember(callId: string, number: string | undefined): void;
  of(callId: string): string | undefined;
  /** Whether the operator has signed this number up. */
  isSubscriber(number: string | undefined): Promise<boolean>;
}

/** Memory is bounded: the oldest call is forgotten first. */
const MOST_CALLS = 20_000;

/** Nothing of this is stored: should another process go on with a call, its subscriber is not warned by SMS. */
export function subscriberNumbers({
  subscribers,
  smsSettings,
}: Pick<Ports, 'subscribers' | 'smsSettings'>): SubscriberNumbers {
  const numbers = new Map<string, string>();
  return {
    remember(callId, number) {
      if (number === undefined) return;
      numbers.delete(callId);
      numbers.set(callId, number);
      const oldest = numbers.size > MOST_CALLS ? numbers.keys().next().value : undefined;
      if (oldest !== undefined) numbers.delete(oldest);
    },
    of: (callId) => numbers.get(callId),
    isSubscriber: async (number) => {
      const full = number === undefined ? undefined : e164Of(number, smsSettings.countryCode);
      return full !== undefined && (await subscribers.find(full)) !== undefined;
    },
  };
}

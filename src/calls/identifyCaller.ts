import { type Customer } from '../domain/customer.ts';
import { accountKey, mayBeSamePhone, phoneKey } from '../domain/customerKeys.ts';
import { leaseOf } from '../domain/lease.ts';
import type { AuditLog } from '../ports/auditLog.ts';
import type { Clock } from '../ports/clock.ts';
import type { CustomerStore } from '../ports/customerStore.ts';
import type { Leases } from '../ports/leases.ts';
import type { Log } from '../ports/log.ts';

/** What a caller can name to prove who they are, beside the account number. */
export const PROOFS = ['postcode', 'email', 'phone', 'dateOfBirth'] as const;
export type Proof = (typeof PROOFS)[number];

/** Who says that it is whom. */
export interface Identification {
  callId: string;
  agentId: string;
  account: string;
  proof: Proof;
  said: string;
}

/** Whose call it is by now, or why that is not settled. */
export type Identified = 'identified' | 'not-your-call' | 'too-many-tries' | 'no-match' | 'not-a-candidate';

interface IdentifyPorts {
  leases: Pick<Leases, 'find' | 'identify' | 'countTry' | 'wrapUpMs'>;
  customers: Pick<CustomerStore, 'find' | 'matching'>;
  audit: Pick<AuditLog, 'write'>;
  clock: Clock;
  log: Log;
}

/** Tries on one call; more would be guessing. */
const MOST_TRIES = 5;

/**
 * Settles who is calling by the account number and one thing more; there is no search by anything else. Every try is
 * written down first. Throws AuditUnavailable: then nothing is settled.
 */
export async function identifyCaller(given: Identification, ports: IdentifyPorts): Promise<Identified> {
  const outcome = await identify(given, ports);
  if (outcome !== 'identified') await write(given, { result: 'refused', reason: outcome }, ports);
  const { callId, agentId, proof } = given;
  ports.log.info({ callId, agentId, proof, outcome }, 'caller identified by account number');
  return outcome;
}

/** Settles which of the customers who share a number is calling; written down as well. Throws AuditUnavailable. */
export async function chooseCaller(
  given: Pick<Identification, 'callId' | 'agentId'> & { customerId: string },
  ports: IdentifyPorts,
): Promise<Identified> {
  const { callId, agentId, customerId } = given;
  const state = await openCall(given, ports);
  if (state === 'identified') return state;
  const refused =
    state === 'not-your-call' ? state : state.candidates.includes(customerId) ? undefined : 'not-a-candidate';
  if (refused !== undefined) {
    await write(given, { result: 'refused', reason: refused }, ports);
    return refused;
  }
  await settle(given, { reason: 'chosen', customerId }, ports);
  ports.log.info({ callId, agentId }, 'caller chosen among customers with one number');
  return 'identified';
}

async function identify(given: Identification, ports: IdentifyPorts): Promise<Identified> {
  const { callId, account, proof, said } = given;
  const state = await openCall(given, ports);
  if (state === 'not-your-call' || state === 'identified') return state;
  // Counted before anything is compared, so that tries at the same moment count as well.
  if (!(await ports.leases.countTry(callId, MOST_TRIES))) return 'too-many-tries';
  const key = accountKey(account);
  const matches = key === undefined ? [] : await ports.customers.matching([key]);
  for (const { customerId } of matches) {
    const customer = await ports.customers.find(customerId);
    if (customer === undefined || !proves(said, proof, customer)) continue;
    await settle(given, { reason: proof, customerId }, ports);
    return 'identified';
  }
  return 'no-match';
}

/** Somebody else may settle it at the same moment: 'done' is whoever it is by now. */
async function settle(
  given: Pick<Identification, 'callId' | 'agentId'>,
  { reason, customerId }: { reason: string; customerId: string },
  ports: IdentifyPorts,
): Promise<void> {
  await write(given, { result: 'begun', reason, customerId }, ports);
  const settled = await ports.leases.identify(given.callId, customerId);
  if (settled !== undefined) await write(given, { result: 'done', reason, customerId: settled }, ports);
}

async function write(
  { callId, agentId }: Pick<Identification, 'callId' | 'agentId'>,
  told: { result: 'begun' | 'done' | 'refused'; reason: string; customerId?: string },
  { audit, clock }: Pick<IdentifyPorts, 'audit' | 'clock'>,
): Promise<void> {
  const { customerId, ...outcome } = told;
  const what = customerId === undefined ? `call ${callId}` : `customer ${customerId}`;
  const entry = { at: clock.now(), who: agentId, action: 'caller.identified', correlationId: callId } as const;
  await audit.write({ ...entry, what, ...outcome });
}

async function openCall(
  { callId, agentId }: Pick<Identification, 'callId' | 'agentId'>,
  ports: IdentifyPorts,
): Promise<'not-your-call' | 'identified' | { candidates: readonly string[] }> {
  const call = await ports.leases.find(callId);
  const lease = call && leaseOf(call, ports.clock.now(), ports.leases.wrapUpMs);
  if (lease === undefined || lease.agentId !== agentId) return 'not-your-call';
  const { customer } = lease;
  if (customer.kind === 'known') return 'identified';
  return { candidates: customer.kind === 'ambiguous' ? customer.candidates : [] };
}

function proves(said: string, proof: Proof, customer: Customer): boolean {
  switch (proof) {
    case 'postcode':
      return hasPostcode(said, [customer.postcode, customer.address]);
    case 'email':
      return isSameText(said, customer.email);
    case 'phone': {
      const known = typeof customer.phone === 'string' ? customer.phone : '';
      const [one, other] = [phoneKey(said), phoneKey(known)];
      return one !== undefined && one.value === other?.value && mayBeSamePhone(said, known);
    }
    case 'dateOfBirth':
      return isSameText(digitsOf(said), typeof customer.dateOfBirth === 'string' ? digitsOf(customer.dateOfBirth) : '');
  }
}

const SHORTEST_POSTCODE = 4;

/** A postcode is the last words of an address; compared whole, or one letter would prove anything. */
function hasPostcode(said: string, places: readonly unknown[]): boolean {
  const wanted = lettersAndDigits(said);
  if (wanted.length < SHORTEST_POSTCODE || !/\d/.test(wanted)) return false;
  return places.some((place) => {
    if (typeof place !== 'string') return false;
    const words = place.split(/[\s,]+/).map(lettersAndDigits);
    return words.some((word, at) => word === wanted || `${word}${words[at + 1] ?? ''}` === wanted);
  });
}

/** The digits of a date, the year first, whichever way it is written. */
function digitsOf(date: string): string {
  const [, day = '', month = '', year = ''] = /^\s*(\d{1,2})[./\s-](\d{1,2})[./\s-](\d{4})\s*$/.exec(date) ?? [];
  return year === '' ? date.replace(/\D/g, '') : `${year}${month.padStart(2, '0')}${day.padStart(2, '0')}`;
}

function isSameText(said: string, known: unknown): boolean {
  const wanted = said.trim().toLowerCase();
  return wanted !== '' && typeof known === 'string' && known.trim().toLowerCase() === wanted;
}

function lettersAndDigits(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{Nd}]/gu, '');
}

import { pseudonymsOf } from '../../domain/personalData/pseudonyms.ts';
import type { Question } from '../../domain/question.ts';
import type { CustomerStore } from '../../ports/customerStore.ts';
import type { Mask } from '../../ports/mask.ts';

/**
 * Stand-ins for personal data in everything a model reads for one question: of whoever the asker's call may be with by
 * their records, of everybody by its form.
 */
export function leaseMask(ports: { customers: Pick<CustomerStore, 'find'> }): (question: Question) => Promise<Mask> {
  return async ({ lease }) => {
    const customer = lease?.customer;
    const ids =
      customer?.kind === 'known' ? [customer.customerId] : customer?.kind === 'ambiguous' ? customer.candidates : [];
    const records = await Promise.all(ids.map((customerId) => ports.customers.find(customerId)));
    return pseudonymsOf(records.filter((record) => record !== undefined));
  };
}

import { factsOf } from '../../domain/customerFacts.ts';
import type { Question } from '../../domain/question.ts';
import type { AuditLog } from '../../ports/auditLog.ts';
import type { CustomerReader, CustomerSource } from '../../ports/customerReader.ts';
import type { CustomerStore } from '../../ports/customerStore.ts';
import { recordAnswer } from '../caller/recordAnswer.ts';

type Parts = Parameters<typeof recordAnswer>[1];

// Names, numbers and addresses answer nothing that a model is asked, and stay out of prompts.
const RECORD: Parts = ['contract', 'plan', 'balance', 'flags'];
const CONTACTS: Parts = ['contacts'];

/** Reads the record of the customer that a question's lease names; undefined without a call that names one. */
export function leaseReader(ports: {
  customers: Pick<CustomerStore, 'find'>;
  audit: Pick<AuditLog, 'write'>;
}): (question: Question) => CustomerReader | undefined {
  return (question) => {
    const customer = question.lease?.customer;
    if (customer?.kind !== 'known') return undefined;
    const read = async (parts: Parts): Promise<CustomerSource | undefined> => {
      // Before it is read: a view that cannot be recorded does not take place.
      await ports.audit.write({
        ...{ at: question.now, who: question.asker.agentId, action: 'customer.viewed', result: 'done' },
        ...{ what: `customer ${customer.customerId}`, reason: 'model', correlationId: question.lease?.callId ?? '' },
      });
      const found = await ports.customers.find(customer.customerId);
      if (found === undefined) return undefined;
      const { language, text, now: readAt } = question;
      const { lines, citations } = recordAnswer({ facts: factsOf(found), readAt, language, text }, parts);
      return { title: citations[0]?.title ?? '', text: lines.map((line) => line.text).join('\n') };
    };
    return { customer: () => read(RECORD), recentContacts: () => read(CONTACTS) };
  };
}

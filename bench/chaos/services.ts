import type { FailingServices } from './failingServices.ts';
import { countRow, faultRow, type Row } from './report.ts';

/** What the model and the search were asked, and with which faults they answered. */
export function accountForServices({ model, search }: FailingServices): Row[] {
  const broken = [...model.broken, ...search.broken];
  return [
    countRow('requests the model answered', model.chats),
    countRow(`requests the model failed (${kindsOf(model.failed)})`, model.failed),
    countRow('searches the service answered', search.queries),
    countRow(`requests the search service failed (${kindsOf(search.failed)})`, search.failed),
    faultRow('requests that broke the contract of either', broken),
  ];
}

const WORDS = { hang: 'no answer', cut: 'connection reset', html: 'a page' } as const;

function kindsOf(faults: readonly (keyof typeof WORDS | { status: number })[]): string {
  const names = faults.map((fault) => (typeof fault === 'string' ? WORDS[fault] : String(fault.status)));
  return [...Map.groupBy(names, (name) => name)].map(([name, some]) => `${some.length} x ${name}`).join(', ');
}

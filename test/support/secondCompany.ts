import type { ReadDocument } from '../../src/domain/knowledgeDocument.ts';
import { aReadDocument, aRow } from './documents.ts';

/** A row of a price guide; the last cell only where there is something to say. */
function aPackage(...values: string[]) {
  const headers = ['Product', 'Speed', 'Commitment', 'Monthly fee', 'Available to'];
  return aRow(...values.map((value, column) => [headers[column] ?? '', value] as const));
}

function einTarif(name: string, preis: string, daten: string) {
  return aRow(['Tarif', name], ['Preis (€/Monat)', preis], ['Datenvolumen', daten], ['Mindestlaufzeit', '24 Monate']);
}

/** Another company than the sample: other names, columns, currencies and rules; one of its documents is German. */
export const secondCompany: readonly ReadDocument[] = [
  aReadDocument({
    title: 'Home internet price guide',
    effectiveDate: '2026-01-01',
    passages: [
      {
        heading: 'Home internet',
        units: [
          aPackage('Lite 50', '50 Mbps', '12 months', '$35'),
          aPackage('Core 200', '200 Mbps', '12 months', '$50'),
          aPackage('Core 200 Campus', '200 Mbps', '12 months', '$39', 'students under 27'),
        ],
      },
      {
        heading: 'Home internet',
        units: [
          aPackage('Swift 500', '500 Mbps', '24 months', '$65'),
          aPackage('Swift 500 Welcome', '500 Mbps', '24 months', '$49', 'new customers only'),
          aPackage('Giga', '1 Gbps', '24 months', '$90 for 12 months, then $110'),
          'Giga is for customers with at least 12 months with us.',
        ],
      },
      {
        heading: 'Changing packages',
        units: [
          'A change to a cheaper package during the contract is not possible.',
          'A change to a faster package is possible at any time and starts a new commitment.',
        ],
      },
    ],
  }),
  aReadDocument({
    title: 'Loyalty desk handbook',
    groups: ['loyalty'],
    sensitivity: 'Confidential',
    passages: [
      {
        heading: 'What to give',
        units: [
          aRow(
            ['Customer', 'Home internet, over 1 year with us'],
            ['Offer', '$10 credit a month for 6 months'],
            ['Condition', 'new 12 month commitment'],
          ),
        ],
      },
    ],
  }),
  aReadDocument({
    title: 'Care for vulnerable customers',
    passages: [{ heading: 'Selling', units: ['Never sell an upgrade to a vulnerable customer.'] }],
  }),
  aReadDocument({
    title: 'Mobilfunktarife',
    passages: [
      {
        heading: 'Mobilfunktarife',
        units: [
          einTarif('Klein 10', '14,99', '10 GB'),
          einTarif('Mittel 25', '19,99', '25 GB'),
          einTarif('Groß 60', '29,99', '60 GB'),
        ],
      },
      { heading: 'Tarifwechsel', units: ['Ein Wechsel in einen kleineren Tarif ist erst nach Vertragsende möglich.'] },
    ],
  }),
];

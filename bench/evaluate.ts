// `npm run evaluate -- <what> [--data <folder>]`: how right Earpiece is, on data sets. Prints tables; asserts nothing.
import process from 'node:process';
import { parseArgs } from 'node:util';
import { evaluateNorthwind } from './evaluate/northwind.ts';
import { evaluateAnswers } from './evaluate/answers.ts';
import { OBEDIENT } from './evaluate/obedientPath.ts';
import { evaluateSecurity } from './evaluate/security.ts';
import { evaluateScam } from './evaluate/detection/evaluateScam.ts';
import { evaluateModel } from './evaluate/model.ts';
import { evaluateCollection } from './evaluate/collection.ts';
import { evaluateNotes } from './evaluate/notes.ts';
import { evaluateOffers } from './evaluate/offers.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string', default: '../shared/data' },
    part: { type: 'string', default: 'all' },
    failures: { type: 'boolean', default: false },
  },
});

const [what] = positionals;
const part = values.part === 'tuning' || values.part === 'held-out' ? values.part : 'all';
if (what === 'answers') {
  await evaluateNorthwind(values.data);
  await evaluateAnswers({ data: values.data, part, showsFailures: values.failures });
  await evaluateOffers(values.failures);
} else if (what === 'customer') {
  await evaluateOffers(values.failures);
} else if (what === 'collection') {
  await evaluateCollection(values.data);
} else if (what === 'security') {
  await evaluateSecurity(values.data, [OBEDIENT]);
} else if (what === 'notes') {
  const notesPart = values.part === 'unseen' ? 'unseen' : part;
  await evaluateNotes({ data: values.data, part: notesPart, showsFailures: values.failures });
} else if (what === 'scam') {
  await evaluateScam({ data: values.data, part: part === 'tuning' ? 'tuning' : 'held-out' });
} else if (what === 'model') {
  await evaluateModel();
} else {
  console.error(
    'Usage: npm run evaluate -- answers|notes|customer [--data folder] [--part all|tuning|held-out] [--failures]',
  );
  console.error('       npm run evaluate -- collection --data folder');
  console.error('       npm run evaluate -- security [--data folder]');
  console.error('       npm run evaluate -- scam [--data folder] [--part tuning|held-out]');
  console.error('       npm run evaluate -- model');
  process.exitCode = 2;
}
process.exit();

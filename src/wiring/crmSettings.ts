import { z } from 'zod';

const COLUMN = /^[a-z_][a-z0-9_]{0,99}$/;
const FIELD = /^[a-zA-Z]\w{0,50}$/;
const USUAL_COLUMNS = 'customerId=ep_customerid,name=fullname,phone=telephone1,email=emailaddress1';

/** Settings that bring Dynamics 365; without DATAVERSE_URL the imported customers stand in for a CRM. */
export const crmSettings = {
  DATAVERSE_URL: z
    .url({ protocol: /^https$/, error: 'must be an https address' })
    .optional()
    .describe(
      'Dataverse environment of Dynamics 365, such as https://name.crm.dynamics.com, read by the managed identity.',
    ),
  DATAVERSE_COLUMNS: z
    .string()
    .default(USUAL_COLUMNS)
    .describe(
      'Columns of the table contact as field=column, comma separated; customerId must be an alternate key, no other column is read.',
    ),
  DATAVERSE_NOTE_KEY: z
    .string()
    .regex(COLUMN, 'must be the name of a column')
    .default('ep_noteid')
    .describe('Text column of the table phonecall that is an alternate key; holds the id of each note.'),
};

/** Which CRM. */
export interface CrmPlace {
  url: string;
  /** Column by field. */
  columns: Readonly<Record<string, string>>;
  noteKey: string;
}

type Values = { [Name in keyof typeof crmSettings]?: string | undefined };

/** The CRM that the settings name; adds a sentence to `problems` for what cannot work. */
export function readCrm(values: Values, problems: string[]): CrmPlace | undefined {
  const { DATAVERSE_URL: url, DATAVERSE_COLUMNS: given = '', DATAVERSE_NOTE_KEY: noteKey = '' } = values;
  if (url === undefined) return undefined;
  const pairs = given.split(',').map((pair) => pair.split('=').map((part) => part.trim()));
  const isSound = pairs.every(([field = '', column = '', ...more]) => {
    return FIELD.test(field) && COLUMN.test(column) && more.length === 0;
  });
  const columns = Object.fromEntries(pairs.map(([field = '', column = '']) => [field, column]));
  if (!isSound) problems.push('DATAVERSE_COLUMNS must be field=column, comma separated.');
  else if (columns.customerId === undefined) problems.push('DATAVERSE_COLUMNS lacks customerId.');
  return { url, columns, noteKey };
}

import { fileURLToPath } from 'node:url';

const sample = fileURLToPath(new URL('../../sample/', import.meta.url));

/** Documents of the sample company, with their knowledge.json. */
export const SAMPLE_KNOWLEDGE = `${sample}knowledge`;
export const SAMPLE_CUSTOMERS = `${sample}customers.json`;
/** Who sits at the Playground, the first of them with every role, and their groups; read in local mode only. */
export const SAMPLE_PEOPLE = `${sample}people.json`;
/** A scam call of the sample company, as events. */
export const SAMPLE_DEMO_CALL = `${sample}calls/demo.jsonl`;

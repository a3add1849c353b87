import { findPersonalData } from './personalData/findPersonalData.ts';

/** What stands in place of a masked stretch; no word of any language, so that nothing takes it for one. */
const MASK = '•••';

/**
 * The text without what could tell who the caller is, as far as the recognisers of personal data see it: addresses, numbers,
 * codes, dates of birth, and names by which somebody is introduced or addressed. It cannot be undone.
 */
export function maskPersonalData(text: string): string {
  let masked = '';
  let done = 0;
  for (const { start, end } of findPersonalData(text)) {
    masked += text.slice(done, start) + MASK;
    done = end;
  }
  return masked + text.slice(done);
}

import { figuresOf } from '../../../model/figures.ts';
import type { Claim } from './claim.ts';

/** Money that goes to the customer. */
const TO_CUSTOMER =
  /\b(?:refund\w*|reimburs\w*|compensat\w*|goodwill|credit(?:ed|s|ing)?|money back|back (?:to|on|onto|in) (?:your|the|their) (?:card|account)|cash ?back|(?:pay|send|give|giving|paying|owe|owes) (?:you|them|the customer)|erstatt\w*|gutschrift)\b/i;
/** Money that comes from the customer. */
const FROM_CUSTOMER =
  /\b(?:charg\w*|owes?|owing|owed|outstanding|overdue|arrears|(?:pay|pays|paying|paid) (?!you|them|the customer|back|out|into)|fined?|debt|schuld\w*)\b/i;

/** An amount goes to the customer in the sentence, and from them wherever it is said, or the other way round. */
export function isOtherWayOfMoney({ text, units }: Claim): boolean {
  const way = wayOf(text);
  if (way === undefined) return false;
  return figuresOf(text).some(({ kind, value }) => {
    if (kind !== 'money') return false;
    const said = units.filter((unit) =>
      figuresOf(unit.text).some((one) => one.kind === 'money' && one.value === value),
    );
    const ways = said.map((unit) => wayOf(unit.text));
    return ways.length > 0 && ways.every((one) => one !== undefined && one !== way);
  });
}

/** Undefined where it says neither or both: a charge that is refunded. */
function wayOf(text: string): 'to' | 'from' | undefined {
  const [to, from] = [TO_CUSTOMER.test(text), FROM_CUSTOMER.test(text)];
  return to === from ? undefined : to ? 'to' : 'from';
}

/** Longest name of a speaker, in letters; what is longer is speech that holds a colon. */
const LONGEST_LABEL = 40;

const AGENT_WORDS =
  'agent|advisor|adviser|representative|rep|operator|csr|csa|assistant|associate|internal|human agent|any agent|support|support agent|service agent|customer service|customer service agent|customer service representative|call cent(?:er|re) agent|callee|mitarbeiter|mitarbeiterin|berater|beraterin';
const CUSTOMER_WORDS =
  'customer|caller|client|external|end user|user|member|consumer|guest user|kunde|kundin|anrufer|anruferin';
const MACHINE_WORDS =
  'system|bot|virtual agent|automated agent|custom bot|ivr|acd|voicemail|voice ?bot|chatbot|recording|music';

/** "Agent", "AGENT 1", "Agent (Chris)", "Agent Chris": the role, then at most a number or one name. */
function roleMatcher(words: string): RegExp {
  return new RegExp(`^(?:${words})(?:[ -]?\\d{1,3}| \\p{L}{2,20})?$`, 'iu');
}

const AGENT = roleMatcher(AGENT_WORDS);
const CUSTOMER = roleMatcher(CUSTOMER_WORDS);
const MACHINE = roleMatcher(MACHINE_WORDS);

/**
 * The role a label states, or undefined for a name or number. Only whole labels count, so "Agent: do as I say" as
 * somebody's name states nothing.
 */
export function roleOf(label: string): 'agent' | 'customer' | 'machine' | undefined {
  const plain = label
    .slice(0, LONGEST_LABEL * 2)
    .replace(/\([^()]*\)|\[[^[\]]*\]/g, ' ')
    .replace(/[_\s]+/g, ' ')
    .replace(/^(?:participant|speaker|role)[ :-]+(?=\p{L})/iu, '')
    .replace(/ ?- ?(?=\p{L})/gu, ' ')
    .trim();
  if (MACHINE.test(plain)) return 'machine';
  if (AGENT.test(plain)) return 'agent';
  return CUSTOMER.test(plain) ? 'customer' : undefined;
}

/** Whether a piece of text before a colon can be who speaks: short, few words, no sentence. */
export function canBeLabel(text: string): boolean {
  const words = text.trim().split(/\s+/);
  return text.length <= LONGEST_LABEL && words.length <= 5 && /^[\p{L}\d]/u.test(text) && !/[,;!?"]/.test(text);
}

/**
 * Which labels are speakers: those that state a role and those that come again. A word with a colon that stands once
 * ("Note: …", "Date: …") is speech or a heading, except in a file of very few lines.
 */
export function speakersAmong(labels: readonly string[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  const isShort = labels.length <= 4;
  return new Set([...counts].filter(([label, count]) => count > 1 || isShort || roleOf(label)).map(([label]) => label));
}

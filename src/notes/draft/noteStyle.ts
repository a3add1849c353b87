import type { SpokenUnit } from './spokenUnit.ts';

/** How the first words of a sentence about oneself start in a note; the rest must read on from there. */
type Opening = readonly [RegExp, string];

/** Present verbs people use about themselves, which take an s in a note. */
const OWN_VERBS = 'want|need|live|work|pay|use|prefer|own|rent|feel|hope|expect|accept|agree|owe|wonder';

const CUSTOMER_OPENINGS: readonly Opening[] = [
  [/^I(?:'d| would) like\b/i, 'Customer would like'],
  [/^I(?:'m| am|m)\b/i, 'Customer is'],
  [/^I(?:'ve| have|ve)(?= (?:got|been|had|tried|already|never|just|\p{L}+ed)\b)/iu, 'Customer has'],
  [/^I have\b/i, 'Customer has'],
  [/^I(?:'ll| will|ll)\b/i, 'Customer will'],
  [/^I (can|can't|cannot|cant|could|couldn't|would|was|had|did|didn't|didnt|won't|just want|need|must)\b(?! i\b)/i, ''],
  [/^I don'?t\b/i, "Customer doesn't"],
  [new RegExp(`^I (?:just )?(${OWN_VERBS})\\b`, 'i'), 's'],
  [
    /^I (?:just )?(got|bought|paid|sent|rang|called|lost|tried|went|found|ordered|received|noticed|asked|signed|moved|changed|phoned|wanted|needed|thought|started)\b/i,
    '',
  ],
  [/^We(?:'re| are)\b/i, 'Customer and others are'],
  [/^We (?:have|had|need|want)\b/i, ''],
];

const AGENT_OPENINGS: readonly Opening[] = [
  [/^I(?:'ll| will|ll)(?: just| also| now| then)?\b/i, 'Agent will'],
  [/^I(?:'m| am|m) (?:going to|gonna)\b/i, 'Agent will'],
  [/^I(?:'m| am|m) (?=\p{L}+ing\b)/iu, 'Agent is '],
  [/^I(?:'ve| have|ve)(?= (?:just |also |now |already )?(?!got\b)\p{L}+(?:ed|ut|nt|ne|id|de)\b)/iu, 'Agent has'],
  [/^I can't\b/i, "Agent can't"],
  [/^I can\b/i, 'Agent can'],
  [/^You(?:'ll| will|ll)\b/i, 'Customer will'],
  [/^You can\b/i, 'Customer can'],
  [/^You(?:'ve| have) got\b/i, 'Customer has'],
  [/^You(?:'re| are)\b/i, 'Customer is'],
  [/^You (?:just )?need\b/i, 'Customer needs'],
  [/^You don't (?:have|need)\b/i, "Customer doesn't have"],
  [/^We(?:'ll| will)\b/i, 'The company will'],
  [/^We(?:'re| are)\b/i, 'The company is'],
  [/^We can\b/i, 'The company can'],
  [/^(?:So )?(?:It|That|This|There)(?:'s|'ll| is| will|s|ll| comes| goes| gets)\b/i, 'as it is'],
];

/** Verbs and prepositions after which "you" is the one it is done to. */
const TAKES_OBJECT =
  '(?:send|sent|sending|ring|call|calling|email|emailing|get|getting|give|giving|offer|put|order|ordering|refund|text|book|tell|transfer|charge|show|let|help|connect|for|to|with|from|on|at|of|do|pay|owe|remind|contact|save|cost|issue|write)';

/**
 * What somebody said as a sentence of a note, in the third person, where that is safe; otherwise who said it and their
 * words in quotes. Nothing is added that was not said.
 */
export function inNoteStyle(unit: Pick<SpokenUnit, 'speaker' | 'text'>): string {
  return rewrite(unit) ?? quote(unit);
}

/** The words in quotes after who said them. */
export function quote({ speaker, text }: Pick<SpokenUnit, 'speaker' | 'text'>): string {
  const who = speaker === 'agent' ? 'Agent: ' : speaker === 'customer' ? 'Customer: ' : '';
  return `${who}“${text.replaceAll(/[“”"]/g, "'").replace(/[,;]$/, '')}”`;
}

function rewrite({ speaker, text }: Pick<SpokenUnit, 'speaker' | 'text'>): string | undefined {
  // Questions, asides, quotations and several sentences in one stay in the words of who said them.
  if (/[?"“”…—]|\.{3}|[.!] \p{Lu}/u.test(text) || text.length > 240 || text.split(' ').length < 4) return undefined;
  if (speaker === 'customer') return withOpening(text, CUSTOMER_OPENINGS, customersPronouns);
  return speaker === 'agent' ? withOpening(text, AGENT_OPENINGS, agentsPronouns) : undefined;
}

function withOpening(
  text: string,
  openings: readonly Opening[],
  pronouns: (rest: string, head: string) => string | undefined,
): string | undefined {
  for (const [pattern, opening] of openings) {
    const found = pattern.exec(text);
    if (found === null) continue;
    const head = opening === '' || opening === 's' || opening === 'as it is' ? headOf(found, opening) : opening;
    const rest = pronouns(text.slice(found[0].length), head);
    // "That's you on it": here "you" is no object of a verb and no subject.
    if (rest === undefined || (opening === 'as it is' && /^ (?:they|the customer)\b/.test(rest))) return undefined;
    const sentence = `${head}${rest}`.replace(/\s{2,}/g, ' ').trim();
    return /[.!]$/.test(sentence) ? sentence.replace(/!$/, '.') : `${sentence}.`;
  }
  return undefined;
}

function headOf(found: RegExpExecArray, opening: string): string {
  const [whole, verb] = found;
  if (opening === 'as it is') return whole;
  if (opening === 's') return `Customer ${verb}s`;
  return `Customer ${whole.replace(/^(?:I|We) /i, '').replace(/^just want$/i, 'just wants')}`.replace(
    /\bneed$/,
    'needs',
  );
}

/** In a customer's sentence "you" is the company. Undefined where a word could mean either. */
function customersPronouns(rest: string): string | undefined {
  if (/\b(?:she|he)(?:'s)?\b.*\b(?:said|told)\b/i.test(rest)) return undefined;
  return rest
    .replace(/\byou(?:'ve|ve)\b/gi, 'the company has')
    .replace(/\byou(?:'re| are|re)\b/gi, 'the company is')
    .replace(/\byou(?:'ll)\b/gi, 'the company will')
    .replace(/\byour\b/gi, "the company's")
    .replace(/\byou\b/gi, 'the company')
    .replace(/\bI(?:'m| am)\b/g, 'they are')
    .replace(/\bi(?:'m|m)\b/g, 'they are')
    .replace(/\bi('ve|'ll|'d)\b/gi, 'they$1')
    .replace(/\bI was\b/gi, 'they were')
    .replace(/\bi\b/gi, 'they')
    .replace(/\bmy\b/gi, 'their')
    .replace(/\b(?:me|us)\b/gi, 'them')
    .replace(/\bmyself\b/gi, 'themselves')
    .replace(/\bour\b/gi, 'their')
    .replace(/\bwe\b/gi, 'they');
}

/** In an agent's sentence "you" is the customer. A second "I" would need its verb bent, so that stays a quotation. */
function agentsPronouns(rest: string, head: string): string | undefined {
  if (/\bi\b(?!'ll)|'s you\b/i.test(rest)) return undefined;
  // Where the sentence is about the customer already, "your" is theirs; elsewhere it must say whose.
  const isAboutCustomer = head.startsWith('Customer');
  return rest
    .replace(/\byour\b/i, isAboutCustomer ? 'their' : "the customer's")
    .replace(/\byour\b/gi, 'their')
    .replace(/\byou('re|'ve|'ll|'d)\b/gi, 'they$1')
    .replace(
      new RegExp(String.raw`\b(${TAKES_OBJECT})((?: (?:all|out|back))?) you\b`, 'gi'),
      isAboutCustomer ? '$1$2 them' : '$1$2 the customer',
    )
    .replace(/\byou(?= to\b)/gi, isAboutCustomer ? 'them' : 'the customer')
    .replace(/\byou\b/gi, 'they')
    .replace(/\byourself\b/gi, 'themselves')
    .replace(/ myself\b/gi, '')
    .replace(/\bI'll\b/gi, 'the agent will')
    .replace(/\bme\b/gi, 'the agent')
    .replace(/\bmy\b/gi, "the agent's")
    .replace(/\b(?:us)\b/gi, 'the company')
    .replace(/\bour\b/gi, "the company's")
    .replace(/\bwe(?:'ll| will)\b/gi, 'the company will')
    .replace(/\bwe've\b/gi, 'the company has')
    .replace(/\bwe're\b/gi, 'the company is')
    .replace(/\bwe\b/gi, 'the company');
}

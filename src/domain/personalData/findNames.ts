import { isGivenName, mayBeGivenName } from './givenNames.ts';
import { NO_NAME } from './noName.ts';
import type { PersonalDatum } from './personalDatum.ts';

const CAPITAL = "\\p{Lu}[\\p{L}'’-]{1,30}";
const PARTICLE = '(?:de la |de |del |da |di |van der |van |von der |von |der |la |le |bin |al )';
const FULL = `${CAPITAL}(?: ${PARTICLE}?(?:\\p{Lu}\\.? )?${CAPITAL}){0,3}`;
const SMALL = "\\p{Ll}[\\p{L}'’-]{1,30}";

const RELATIVE =
  '(?:(?:my|his|her|their|our|the customer.s) (?:wife|husband|partner|mother|father|mum|mom|dad|son|daughter|brother|sister|aunt|uncle|friend|neighbou?r|colleague|boss|carer|flatmate)|(?:meine?[rmn]?|seine?|ihre?) (?:frau|mann|mutter|vater|sohn|tochter|bruder|schwester|freund(?:in)?|nachbar(?:in)?)|mi (?:mujer|marido|espos[oa]|madre|padre|hij[oa]|herman[oa])|(?:ma|mon) (?:femme|mari|mère|père|fils|fille|frère|sœur))';
const LINKS = "(?:'s name is| is called| is named| named| called|,)?";

/** What comes before a name and hardly ever before anything else with a capital. */
const SURE =
  "on behalf of|im namen von|im auftrag von|de parte de|de la part de|au nom de|hier spricht|under the name(?: of)?|(?:full |first |last |customer |caller(?:['’]s)? )?name ?:|caller ?:";
/** What also comes before places, companies and departments: there it takes two words or a given name. */
const UNSURE =
  '(?:speak|talk|spoke|spoken|talked|chat|chatted|deal|dealt) (?:to|with)|ask(?:ed)? for|follow(?:ed)? up with|in the name of|registered to|signed by|under|from';
const GREETS =
  "hi|hello|hey|dear|thanks|thank you|good (?:morning|afternoon|evening)|bye|goodbye|(?:kind |best |warm )?regards|best wishes|yours sincerely|cheers|hallo|liebe[r]?|danke|hola|gracias|bonjour|merci|it['’]s|it is|this is";

/** Words that begin or end no name in small letters. */
const FUNCTION_WORDS = new Set(
  `a an the on in at of to for from with by and or but so if as is are was were be been has have had do does did not no yes i
  it he she we they you me my your his her our their this that there here who what which when where why how already still
  also just only actually really please thanks hello hi hey good morning afternoon evening calling speaking call called get
  gets got want wants need needs said says will would can could may might should spelled spelt misspelled wrong incorrect
  correct right different changed missing under about because since then now um uh er ja nein und oder aber ist war nicht
  kein falsch richtig aus von mit für hallo guten tag bitte danke y pero es está no sí con de por hola buenos gracias et mais
  est pas avec pour bonjour merci il elle qui que written down unknown known private secret long short common like account password number email phone address`.split(
    /\s+/,
  ),
);
const SAYS_NAME =
  "my name(?:['’]s| is)|the name(?:['’]s| is)|(?:first|last|full|family|sur) ?name is|mein name ist|ich heiße|ich heisse|me llamo|mi nombre es|je m['’]appelle|mon nom est|mi chiamo";
const TITLE = 'mr|mrs|mister|missus|missis';

const before = (labels: string): string => `(?<![\\p{L}\\p{N}])(?:${labels})`;
const INSENSITIVE = 'giu';
const SURE_LABEL = new RegExp(`${before(`${SURE}|${RELATIVE}${LINKS}`)}(?: ${RELATIVE})?[ ,]{1,2}`, INSENSITIVE);
const UNSURE_LABEL = new RegExp(`${before(UNSURE)} {1,2}`, INSENSITIVE);
const GREETING = new RegExp(`${before(GREETS)}[ ,\\n]{1,2}`, INSENSITIVE);
const SMALL_LABEL = new RegExp(`${before(SAYS_NAME)} {1,2}(?=\\p{Ll})`, INSENSITIVE);
const TITLE_LABEL = new RegExp(`${before(TITLE)}\\.? {1,2}(?=\\p{Ll})`, INSENSITIVE);
const NAME_HERE = new RegExp(`^${FULL}`, 'u');
const SMALL_HERE = new RegExp(`^${SMALL}(?: ${SMALL})?`, 'u');
const SPEAKING = new RegExp(`(?<![\\p{L}\\p{N}])(${FULL})(?= (?:speaking|here|calling)\\b)`, 'gu');
const WORD = /(?<![\p{L}\p{N}'’@.-])\p{L}[\p{L}'’-]{1,30}/gu;
const PLACE_BEFORE = /(?:\b(?:St|San|Santa|Saint|Sankt|Lake|Mount|Fort|Port|Point|Cape|Queen|King|Prince)\.?\s|&\s)$/;
const LONGEST = 120;

/**
 * Names that nobody told us: behind words that introduce or address somebody, with capitals or as speech to text writes
 * them, and given names that are hardly ever anything else, with the family name behind them.
 */
export function findNames(text: string): PersonalDatum[] {
  return [
    ...behind(SURE_LABEL, text, (name) => !NO_NAME.test(name)),
    ...behind(UNSURE_LABEL, text, (name) => isFullName(name)),
    ...behind(GREETING, text, (name, after) => isAddressed(name, after)),
    ...small(text),
    ...[...text.matchAll(SPEAKING)]
      .filter(({ 1: name = '' }) => isFullName(name))
      .map(({ 1: name = '', index }) => datum(index, name)),
    ...given(text),
  ];
}

function* behind(
  label: RegExp,
  text: string,
  isName: (name: string, after: string) => boolean,
): Generator<PersonalDatum> {
  for (const { 0: said, index } of text.matchAll(label)) {
    const from = index + said.length;
    const name = NAME_HERE.exec(text.slice(from, from + LONGEST))?.[0];
    if (name !== undefined && isName(name, text.slice(from + name.length, from + name.length + 12))) {
      yield datum(from, name);
    }
  }
}

/** Two words that are no department's, or a given name. */
function isFullName(name: string): boolean {
  if (NO_NAME.test(name)) return false;
  const [first = '', ...others] = name.split(' ');
  return others.length > 0 || isGivenName(first);
}

/** Greeted by name: nothing but punctuation comes behind. */
function isAddressed(name: string, after: string): boolean {
  if (NO_NAME.test(name) || !/^(?:\s*[,.!?\n]|\s*$| (?:here|speaking|calling|how|and thank|from)\b)/.test(after))
    return false;
  const [first = '', ...others] = name.split(' ');
  return others.length > 0 || isGivenName(first) || /^\s*[,!]/.test(after);
}

function* small(text: string): Generator<PersonalDatum> {
  for (const [label, most] of [
    [SMALL_LABEL, 2],
    [TITLE_LABEL, 1],
  ] as const) {
    for (const { 0: said, index } of text.matchAll(label)) {
      const from = index + said.length;
      const words = (SMALL_HERE.exec(text.slice(from, from + LONGEST))?.[0] ?? '').split(' ').slice(0, most);
      const after = words.findIndex((word) => FUNCTION_WORDS.has(word));
      const name = words.slice(0, after < 0 ? words.length : after).join(' ');
      if (name !== '') yield datum(from, name);
    }
  }
}

function* given(text: string): Generator<PersonalDatum> {
  let done = 0;
  for (const { 0: word, index } of text.matchAll(WORD)) {
    if (index < done || PLACE_BEFORE.test(text.slice(Math.max(0, index - 9), index))) continue;
    const isCapital = /^\p{Lu}/u.test(word);
    const full = isCapital ? (NAME_HERE.exec(text.slice(index, index + LONGEST))?.[0] ?? word) : word;
    const name = NO_NAME.test(full) ? '' : full;
    const hasFamilyName = name.includes(' ');
    const isName =
      isGivenName(bare(word)) || (hasFamilyName && mayBeGivenName(bare(word)) && !startsSentence(text, index));
    if (!isName || name === '') continue;
    yield datum(index, name);
    done = index + name.length;
  }
}

/** "Sarah's" is Sarah. */
function bare(word: string): string {
  return word.replace(/['’]s?$/, '');
}

function startsSentence(text: string, at: number): boolean {
  return /(?:^|[.!?:\n]\s*)$/.test(text.slice(Math.max(0, at - 3), at));
}

function datum(start: number, name: string): PersonalDatum {
  return { kind: 'name', start, end: start + name.replace(/['’]s$/, '').length };
}

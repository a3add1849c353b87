import { NO_NAME } from './noName.ts';
import type { PersonalDataKind, PersonalDatum } from './personalDatum.ts';

/** A word that says what comes next, and what that must look like. */
interface Label {
  kind: PersonalDataKind;
  label: string;
  /** Read at the start of what follows the label; its first group is the value, else all of it. */
  value: RegExp;
}

const MONTH =
  '(?:jan|feb|m[aä]r|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz]|ene|abr|ago|dic|janv|f[ée]v|avr|juin|juil|ao[uû]|d[ée]c)[a-zäéû]{0,8}\\.?';
const ORDINAL_WORD =
  '(?:(?:twenty|thirty)[ -])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth)';
const YEAR_WORDS =
  '(?:nineteen|twenty|two thousand)(?:[ -](?:and|oh|hundred|[a-z]{1,6}(?:ty|teen)|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)){0,3}';
const DATE = [
  '\\d{1,2} ?[./-] ?\\d{1,2} ?[./-] ?\\d{2,4}',
  '(?:19|20)\\d\\d[./-]\\d{1,2}[./-]\\d{1,2}',
  `\\d{1,2}(?:st|nd|rd|th|er|\\.)?(?: of| de)? ${MONTH},?(?: de| del)? \\d{2,4}`,
  `${MONTH} \\d{1,2}(?:st|nd|rd|th)?,? \\d{4}`,
  `(?:the )?${ORDINAL_WORD} of ${MONTH},? ${YEAR_WORDS}`,
  '(?:19|20)\\d\\d',
].join('|');
const DIGIT =
  '(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|null|eins|zwei|drei|vier|fünf|sechs|sieben|acht|neun)';
/** Words between a label and its value: "is", ":", "number". */
const BETWEEN = '(?:[\\s:.,#=-]|\\b(?:is|was|are|on|in|the|lautet|ist|am|es|el|est|le|number|no|nr|nummer)\\b){0,8}';
const NAME_PART = "\\p{Lu}[\\p{L}'’-]{1,30}";
const NAME = `${NAME_PART}(?: (?:de |del |da |di |van |von |der |la |le |bin |al )?(?:\\p{Lu}\\. )?${NAME_PART}){0,3}`;

const LABELS: readonly Label[] = [
  {
    kind: 'birth-date',
    label:
      'date of birth|d\\.?o\\.?b\\b\\.?|birth ?da(?:te|y)|born|geburts(?:datum|tag)|geboren|geb\\.|fecha de nacimiento|naci[óo]|nacid[oa]|date de naissance|née?|nato|nata',
    value: value(`(${DATE})`, 'i'),
  },
  {
    kind: 'security-code',
    label:
      '(?:cvv|cvc|cvn)2?|pin(?: code)?|puk|pass ?code|(?:one[- ]time|security|verification) code|otp|sicherheitscode',
    value: value(`(\\d{3,8}|${DIGIT}(?: ${DIGIT}){2,7})\\b`, 'i'),
  },
  {
    kind: 'bank-account',
    label: 'sort(?: code)?|blz|bankleitzahl|routing(?: number)?',
    value: value('(\\d{2}[ -]\\d{2}[ -]\\d{2}|\\d{6}|\\d{8,9})\\b', 'i'),
  },
  {
    kind: 'bank-account',
    label: 'bank (?:acct?|account)|acc(?:oun)?t|acc|a\\/c|kontonummer|konto|cuenta|compte',
    value: value('(\\d{8,12})\\b', 'i'),
  },
  {
    kind: 'national-id',
    label:
      "passport|driv(?:ing|er'?s?) licen[cs]e|reisepass|führerschein|pasaporte|passeport|ausweis(?:nummer)?|personalausweis",
    value: value('((?=[A-Z]*\\d)[A-Z0-9]{7,18})\\b', 'i'),
  },
  {
    kind: 'name',
    label:
      "my name(?:'s| is)|name of|speaking to|called|i am|i'm|this is|mein name ist|ich heiße|ich bin|me llamo|mi nombre es|soy|je m'appelle|mon nom est|mi chiamo",
    value: new RegExp(`^\\s{1,2}(${NAME})`, 'u'),
  },
  {
    kind: 'name',
    label: 'mr|mrs|ms|miss|mx|dr|prof|herrn?|frau|sr|sra|señora?|monsieur|madame|mme|mlle',
    value: new RegExp(`^\\.?\\s{1,2}(${NAME})`, 'u'),
  },
];

/** One pass over the text finds all labels; each stands in a group of its own. */
const ANY_LABEL = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${LABELS.map(({ label }) => `(${label})`).join('|')})(?![\\p{L}\\p{N}])`,
  'giu',
);
const LONGEST_VALUE = 120;

/** Capitals that begin no name: "I am He", "der Herr". */
const STARTS_NO_NAME = /^(?:He|She|They|Der|Die|Das)$/;

/** What stands behind a word that says what it is: dates of birth, codes, bank accounts, names by which people introduce. */
export function findLabelled(text: string): PersonalDatum[] {
  const found: PersonalDatum[] = [];
  for (const match of text.matchAll(ANY_LABEL)) {
    const label = LABELS[match.slice(1).findIndex((group) => group !== undefined)];
    if (label === undefined) continue;
    const from = match.index + match[0].length;
    const read = label.value.exec(text.slice(from, from + LONGEST_VALUE));
    if (read?.[1] === undefined || (label.kind === 'name' && !isName(read[1], text.slice(from + read[0].length))))
      continue;
    const end = from + read[0].length;
    found.push({ kind: label.kind, start: end - read[1].length, end });
  }
  return found;
}

function isName(written: string, after: string): boolean {
  const first = written.split(' ')[0] ?? '';
  return !NO_NAME.test(first) && !STARTS_NO_NAME.test(first) && !/^ \d/.test(after);
}

function value(pattern: string, flags: string): RegExp {
  return new RegExp(`^${BETWEEN}${pattern}`, flags);
}

import { cleanText } from './cleanText.ts';

/** Letters of other scripts that look like Latin ones (Unicode TR39, the small letters people use for it). */
const LOOK_ALIKES = pairs(
  'аaвbеeкkмmнhоoрpсcтtуyхxіiјjѕsԁdԛqԝwһhӏlոnցgսuνvαaβbεeηnιiκkμmοoρpτtυuχxωwγyıiȷjɡgɑaℓl∂dłløoðdþpßsđdħh',
);
/** Stands for a real space while letters are drawn together; of private use, so in no text that is screened. */
const GAP = '\uE000';
const DIGIT_LETTERS = pairs('0o1i3e4a5s7t@a$s!i|l');
const WORD = /[a-z0-9@$!|]+/g;
/** Longer ones are no words, and codes keep their digits. */
const LONGEST_WORD = 40;
/** Four letters or more, each by itself. */
const SPACED = /(?<![a-z0-9])[a-z0-9](?:[ ._*-]{1,2}[a-z0-9](?![a-z0-9])){3,}/g;

/**
 * The text as a reader takes it, for patterns in plain small letters: compatibility forms, accents and letters of other
 * scripts that look Latin are made Latin, "1gn0re" and "i-g-n-o-r-e" are written out, lines are joined by spaces.
 */
export function foldForScreening(text: string): string {
  const seen = cleanText(text);
  const latin = latinLetters(seen.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase());
  return latin
    .normalize('NFC')
    .replace(SPACED, (letters) =>
      letters
        .replace(/ {2,}/g, GAP)
        .replace(/[ ._*-]/g, '')
        .replaceAll(GAP, ' '),
    )
    .replace(WORD, lettersOf)
    .replace(/[‘’`´]/g, "'")
    .replace(/\s+/g, ' ')
    .trim();
}

/** Look-alikes count in words that mix them with Latin letters, or the Russian for "ignore" would be lost. */
function latinLetters(text: string): string {
  if (!/[^ -~\s]/.test(text)) return text;
  return text.replace(/[\p{L}\p{N}]+/gu, (word) =>
    /[a-z]/.test(word) ? word.replace(/[^ -~\s]/gu, (letter) => LOOK_ALIKES.get(letter) ?? letter) : word,
  );
}

/** "1gn0re" as "ignore". */
function lettersOf(word: string): string {
  if (word.length > LONGEST_WORD || !/[a-z]/.test(word) || !/[0134579@$!|]/.test(word) || /\d{4}/.test(word))
    return word;
  return word.replace(/[0134579@$!|]/g, (sign) => DIGIT_LETTERS.get(sign) ?? sign);
}

function pairs(text: string): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  const letters = [...text];
  for (let at = 0; at + 1 < letters.length; at += 2) map.set(letters[at] ?? '', letters[at + 1] ?? '');
  return map;
}

/** More words than anybody says in one turn; of longer ones the beginning and the end are read. */
const MOST_TOKENS = 600;
const HEAD_TOKENS = 400;
const MOST_CHARACTERS = 8_000;

/** What a recogniser prints for words that matter here. */
const HEARD_AS: Readonly<Record<string, string>> = {
  acount: 'account', // "a count"
  ofcourse: 'course',
  paymeant: 'payment',
  paymeants: 'payments',
  websight: 'website',
  threw: 'through',
  authorise: 'authorize',
  authorised: 'authorized',
  cheques: 'checks',
  cheque: 'check',
  otp: 'passcode',
  expirie: 'expiry',
  sertificate: 'certificate',
  fait: 'safe',
  saif: 'safe',
  grand: 'grand',
  mams: 'maam',
};

/** Words a recogniser tears apart; joined again before reading. */
const TORN = new Set(
  `acount passcode passcodes password passwords laptop keypad website websight refund refunds cancel cancelled iphone
  paymeant payment payments online download voicemail letterhead authority suspended security insurance confirm
  activate teamviewer anydesk giftcard bitcoin cryptocurrency broadband computer warranty immediately verification
  authenticator supermarket landline someone anyone anybody somebody everybody mister withdraw withdrawal postcode
  myself yourself himself herself without wallet warrant solicitor clearance ultraviewer screenshare`.split(/\s+/),
);

/**
 * The words of a turn in lower case, without apostrophes and punctuation, as a recogniser would print them; torn words are
 * joined. Reads a bounded part of a turn of any length.
 */
export function tokensOf(text: string): string[] {
  const bounded =
    text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS / 2)} ${text.slice(-MOST_CHARACTERS / 2)}`;
  const words =
    bounded
      .normalize('NFKC')
      .toLowerCase()
      .replace(/['’‘`]/g, '')
      .match(/[\p{L}\p{M}]+|\d+/gu) ?? [];
  const read =
    words.length <= MOST_TOKENS ? words : [...words.slice(0, HEAD_TOKENS), ...words.slice(HEAD_TOKENS - MOST_TOKENS)];
  return joined(read);
}

function joined(words: readonly string[]): string[] {
  const tokens: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const next = words[at + 1];
    if (next !== undefined && TORN.has(word + next)) {
      tokens.push(heard(word + next));
      at += 1;
    } else tokens.push(heard(word));
  }
  return tokens;
}

function heard(word: string): string {
  return Object.hasOwn(HEARD_AS, word) ? (HEARD_AS[word] ?? word) : word;
}

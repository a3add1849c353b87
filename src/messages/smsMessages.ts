/** What somebody on a call does, as a subscriber reads it, after "they" or "man". Only our own words, none of the call. */
const enReasons: Readonly<Record<string, string>> = {
  'secret-handed-over': 'got a code or password',
  'remote-control': 'want control of your device',
  'safe-account': 'want money in a "safe account"',
  'code-request': 'ask for a security code',
  'credential-request': 'ask for a password or PIN',
  'card-details-request': 'ask for your card details',
  'approval-request': 'ask you to approve something',
  'cash-collection': 'want to collect cash or cards',
  'unusual-payment': 'want gift cards or crypto',
  'money-movement': 'ask you to move money',
  'voucher-errand': 'want gift cards',
  'fee-first': 'want a fee first',
  'wrong-refund': 'speak of a wrong refund',
  'overpaid-by-mistake': 'want an overpayment back',
  'arrest-threat': 'threaten you with arrest',
  'legal-threat': 'threaten you with the law',
  'family-in-trouble': 'say family is in trouble',
  'family-emergency': 'say family is in trouble',
  isolation: 'want you to stay on the line',
  secrecy: 'want you to keep it secret',
  'coached-lie': 'tell you to lie to your bank',
  'dodges-check': 'dodge checks of who they are',
  'deflects-check': 'dodge checks of who they are',
  'account-compromised': 'say your account is at risk',
  'computer-walkthrough': 'guide you on your computer',
  'authority-claim': 'claim to be an authority',
  'identity-request': 'ask for personal data',
  'fishes-for-data': 'ask for personal data',
  'unsolicited-gain': 'promise unexpected money',
  lure: 'promise money or a prize',
  'unauthorized-charge': 'speak of a false charge',
  'service-cutoff': 'threaten to cut you off',
  'unsolicited-offer': 'make a recorded offer',
  'live-transfer-prompt': 'use a recorded bait',
  pressure: 'put you under pressure',
  'emotional-plea': 'put you under pressure',
};

const deReasons: Readonly<Record<string, string>> = {
  'secret-handed-over': 'hat einen Code erhalten',
  'remote-control': 'will Zugriff auf Ihr Gerät',
  'safe-account': 'nennt ein "sicheres Konto"',
  'code-request': 'will einen Sicherheitscode',
  'credential-request': 'will ein Passwort oder eine PIN',
  'card-details-request': 'will Ihre Kartendaten',
  'approval-request': 'will eine Freigabe von Ihnen',
  'cash-collection': 'will Bargeld oder Karten abholen',
  'unusual-payment': 'will Gutscheine oder Krypto',
  'money-movement': 'will, dass Sie Geld senden',
  'voucher-errand': 'will Gutscheinkarten',
  'fee-first': 'will erst eine Gebühr',
  'wrong-refund': 'nennt eine falsche Erstattung',
  'overpaid-by-mistake': 'fordert Geld zurück',
  'arrest-threat': 'droht mit Verhaftung',
  'legal-threat': 'droht mit dem Gesetz',
  'family-in-trouble': 'nennt Familie in Not',
  'family-emergency': 'nennt Familie in Not',
  isolation: 'will Sie in der Leitung halten',
  secrecy: 'verlangt Geheimhaltung',
  'coached-lie': 'rät zur Lüge gegenüber der Bank',
  'dodges-check': 'weicht Prüfungen aus',
  'deflects-check': 'weicht Prüfungen aus',
  'account-compromised': 'nennt Ihr Konto gefährdet',
  'computer-walkthrough': 'leitet Sie am Computer an',
  'authority-claim': 'gibt sich als Behörde aus',
  'identity-request': 'will persönliche Daten',
  'fishes-for-data': 'will persönliche Daten',
  'unsolicited-gain': 'verspricht unerwartetes Geld',
  lure: 'verspricht Geld oder Gewinn',
  'unauthorized-charge': 'nennt eine falsche Abbuchung',
  'service-cutoff': 'droht mit Abschaltung',
  'unsolicited-offer': 'lockt mit einem Angebot',
  'live-transfer-prompt': 'lockt mit einer Ansage',
  pressure: 'setzt Sie unter Druck',
  'emotional-plea': 'setzt Sie unter Druck',
};

/** Signals worth naming, those that tell a victim most first. */
export const NAMED_SIGNALS: readonly string[] = Object.keys(enReasons);

const en = {
  reasons: enReasons,
  and: (one: string, other: string) => `${one} and ${other}`,
  warn: (why: string) =>
    why === ''
      ? 'This call may be a scam. Share no code, send no money. Made by AI, may be wrong.'
      : `This call may be a scam: they ${why}. Share no code, send no money. Made by AI, may be wrong.`,
  scam: (why: string) =>
    why === ''
      ? 'This call is probably a scam. Hang up, ring a number you know. Made by AI, may be wrong.'
      : `Probably a scam: they ${why}. Hang up, ring a number you know. Made by AI, may be wrong.`,
  test: 'Test of scam warnings: your provider placed this call. Nothing to do. Made by AI.',
  codePhrase: (company: string, phrase: string) =>
    `${company}: it is us if the agent on the phone says "${phrase}". Hang up on anybody who asks you for it.`,
};

const de: typeof en = {
  reasons: deReasons,
  and: (one, other) => `${one} und ${other}`,
  warn: (why) =>
    why === ''
      ? 'Dieser Anruf könnte Betrug sein. Keine Codes nennen, kein Geld senden. Von KI, kann irren.'
      : `Vielleicht Betrug: Man ${why}. Keine Codes nennen, kein Geld senden. Von KI, kann irren.`,
  scam: (why) =>
    why === ''
      ? 'Dieser Anruf ist wohl Betrug. Auflegen, bekannte Nummer anrufen. Von KI, kann irren.'
      : `Wohl Betrug: Man ${why}. Auflegen, bekannte Nummer anrufen. Von KI, kann irren.`,
  test: 'Test der Betrugswarnung: Ihr Anbieter hat diesen Anruf gemacht. Nichts zu tun. Von KI.',
  codePhrase: (company, phrase) =>
    `${company}: Wir sind es, wenn die Stimme am Telefon "${phrase}" sagt. Legen Sie auf, wenn jemand danach fragt.`,
};

export const smsMessages = { en, de };

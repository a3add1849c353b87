/** Words that do the same work in a phrase. A word class is named in patterns as `@NAME`; `*` ends a beginning. */
const CLASSES: Readonly<Record<string, string>> = {
  CODE: 'code codes passcode passcodes pin digits otp authentication authorization registration',
  NUMBERS: 'number numbers digits code codes figures',
  SECRET: 'password passwords passcode pin pins cvv login username credentials',
  CARD: 'card cards',
  READ: 'read tell give send say forward text share repeat',
  ASKED: 'need needs want wants tell give read provide confirm verify send share',
  MOVE: 'move moving transfer transfers transferring send sending pop shift put switch deposit withdraw draw wire',
  MONEY: 'money funds balance savings savings cash sum dollars pounds euros rupees lump deposit amount quid',
  PAY: 'pay paid paying payment settle',
  UNIT: 'pound pounds dollars dollar euro euros rupees rupee quid bucks lakh grand thousand hundred',
  BANKING: 'bank banks banking building branch',
  FAMILY:
    'wife husband son sons daughter daughters mum mom mam mother dad father sister brother family friend friends partner grandson granddaughter grandpa grandma nephew niece colleague neighbour neighbor parents relatives boss spouse',
  PEOPLE: 'anyone anybody nobody somebody someone everyone everybody people family no',
  NEG: 'not dont never wont cant cannot no didnt doesnt isnt shouldnt wouldnt nobody without nor nothing havent neither mustnt couldnt aint arent wasnt',
  OFFICER:
    'officer agent inspector sergeant constable detective deputy sheriff marshal lieutenant superintendent investigator police',
  AGENCY:
    'irs revenue hmrc customs immigration fbi cbi police court social treasury tax medicare medicaid government federal council dea interpol cybercrime narcotics magistrate homeland',
  TECH: 'computer laptop windows device phone pc mac machine system microsoft apple router network ip',
  VOUCHER: 'voucher vouchers giftcard steam itunes vanilla prepaid greendot moneygram',
  CRYPTO: 'bitcoin crypto cryptocurrency usdt ethereum tether coinbase binance wallet blockchain',
  TIMEPOINT:
    'today tonight tomorrow midnight noon friday monday tuesday wednesday thursday saturday sunday hour hours minutes minute',
  BUT: 'but only just though thing trouble however otherwise except meantime',
  SAFER: 'bank branch police station number card bill website online app letter office switchboard headquarters',
  CALL: 'call ring phone dial telephone bell contact',
  CALLED: 'call calls ring rings phone phoned rang called ringing calling phones',
  WE: 'we i ill well were im our',
  PHONE: 'phone mobile number numbers cell sim handset line telephone landline',
  EMAIL: 'email mail emails inbox address',
  NEWER: 'new different another other old temporary',
  HOLD: 'hold line phone call',
};

/** Word classes by name; entries are words, or beginnings ending in `*`. */
export const WORD_CLASSES: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(CLASSES).map(([name, words]) => [name, words.split(' ')]),
);

/** What an operator says of where a call comes from, in our words. */
const en = {
  label: 'The operator says',
  attestation: {
    A: 'the caller may use this number',
    B: 'the line is known, the number is not vouched for',
    C: 'the call came from another network, nobody vouches for its number',
  },
  check: { passed: 'the check of the number passed', failed: 'the check of the number failed' },
  otherNumberShown: 'another number was shown than it asserts',
  sentOn: 'the call was sent on',
};

const de: typeof en = {
  label: 'Laut Netzbetreiber',
  attestation: {
    A: 'der Anrufer darf diese Nummer führen',
    B: 'der Anschluss ist bekannt, für die Nummer bürgt er nicht',
    C: 'der Anruf kam aus einem anderen Netz, für die Nummer bürgt niemand',
  },
  check: { passed: 'die Prüfung der Nummer gelang', failed: 'die Prüfung der Nummer schlug fehl' },
  otherNumberShown: 'gezeigt wurde eine andere Nummer als die festgestellte',
  sentOn: 'der Anruf wurde weitergeleitet',
};

export const originMessages = { en, de };

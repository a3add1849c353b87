const en = {
  smallTalk: {
    greeting: 'Hello. Ask me what the caller wants to know, in your own words.',
    thanks: 'You are welcome. Ask me whenever the caller has another question.',
    bye: 'Good luck with the next call.',
  },
  noSource: 'I found nothing in the knowledge base that answers this.',
  noSourceSpoken: "I don't have that in front of me. Let me check with the team and come back to you.",
  couldSay: (spoken: string) => `You could say: "${spoken}"`,
  searched: (documents: number, terms: readonly string[]) =>
    `Looked through ${documents} ${documents === 1 ? 'document' : 'documents'} for: ${terms.join(', ')}.`,
  tooLong: (limit: number) => `That is too long for one question. Please ask in at most ${limit} characters.`,
  empty: 'Please type a question.',
  instruction:
    'That reads like an instruction to me rather than a question about a customer call, so I did not follow it.',
  withdrawn: 'This source was removed, replaced or restricted since.',
  failed: 'I could not search the knowledge base just now. Please try again in a moment.',
  notices: {
    superseded: (title: string, newer: string) => `"${title}" has been replaced by "${newer}".`,
    conflict: (titles: readonly string[]) =>
      `The sources differ: ${titles.join(' and ')}. Check the dates before you promise anything.`,
    instructs: (title: string) =>
      `"${title}" contains text that tries to instruct the assistant. It is shown as text and was not followed.`,
    privateChat: 'The full answer is in your chat with me.',
    signIn: 'Type "sign in" to see restricted sources too.',
    closest: 'This is the closest I found; check the source before you say it.',
  },
  followUp: (heading: string, title: string) => `${heading} (${title})`,
};

const de: typeof en = {
  smallTalk: {
    greeting: 'Hallo. Fragen Sie mich in Ihren Worten, was der Anrufer wissen möchte.',
    thanks: 'Gern geschehen. Fragen Sie mich, sobald der Anrufer noch etwas wissen möchte.',
    bye: 'Viel Erfolg beim nächsten Anruf.',
  },
  noSource: 'In der Wissensdatenbank steht nichts, was das beantwortet.',
  noSourceSpoken: 'Das habe ich gerade nicht vorliegen. Ich kläre es mit dem Team und melde mich bei Ihnen.',
  couldSay: (spoken) => `Sie könnten sagen: „${spoken}“`,
  searched: (documents, terms) =>
    `${documents} ${documents === 1 ? 'Dokument' : 'Dokumente'} durchsucht nach: ${terms.join(', ')}.`,
  tooLong: (limit) => `Das ist zu lang für eine Frage. Bitte höchstens ${limit} Zeichen.`,
  empty: 'Bitte geben Sie eine Frage ein.',
  instruction:
    'Das liest sich wie eine Anweisung an mich und nicht wie eine Frage zu einem Anruf; ich bin ihr nicht gefolgt.',
  withdrawn: 'Diese Quelle wurde inzwischen entfernt, ersetzt oder eingeschränkt.',
  failed: 'Die Wissensdatenbank ist gerade nicht erreichbar. Bitte versuchen Sie es gleich noch einmal.',
  notices: {
    superseded: (title, newer) => `„${title}“ wurde durch „${newer}“ ersetzt.`,
    conflict: (titles) =>
      `Die Quellen widersprechen sich: ${titles.join(' und ')}. Prüfen Sie die Daten, bevor Sie etwas zusagen.`,
    instructs: (title) =>
      `„${title}“ enthält Text, der dem Assistenten Anweisungen geben will. Er wird als Text gezeigt und nicht befolgt.`,
    privateChat: 'Die vollständige Antwort steht in Ihrem Chat mit mir.',
    signIn: 'Schreiben Sie „anmelden“, um auch eingeschränkte Quellen zu sehen.',
    closest: 'Das ist das Nächstliegende, was ich gefunden habe; prüfen Sie die Quelle, bevor Sie es sagen.',
  },
  followUp: (heading, title) => `${heading} (${title})`,
};

export const answerMessages = { en, de };

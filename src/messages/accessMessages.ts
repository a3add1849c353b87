const en = {
  rate: {
    own: (seconds: number) =>
      `That was more than I can answer at once. Please ask again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`,
    everybody: (seconds: number) =>
      `Very many people are asking just now. Please ask again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`,
  },
  mfaNeeded: 'For this your organisation asks for a second factor. Sign in again with it: type "sign in".',
  signIn: {
    ask: 'Sign in once, and I can also use the documents that only you and your team may read.',
    button: 'Sign in',
    done: (name: string) => `You are signed in as ${name}.`,
    refused: 'That sign-in did not work. Type "sign in" to try again; if it stays, tell your admin.',
    ownChatOnly: 'Please sign in within your own chat with me.',
    notNeeded: 'There is nothing to sign in to here.',
    already: (name: string) => `You are signed in already, as ${name}.`,
    help: 'Type "sign in" to sign in, and "whoami" to see what I know about your access.',
  },
  whoAmI: {
    ownChatOnly: 'I say who you are to me in your own chat with me only.',
    unavailable: 'I cannot look that up just now. Please try again in a moment.',
    unknown: 'I do not know you: you are not signed in, or nobody gave you access yet.',
    name: 'Name',
    roles: 'Roles',
    groups: 'Groups',
    unproven: 'Not in force',
    needProof: (roles: string) => `${roles}: type "sign in" and prove a second factor`,
    call: 'Call',
    noCall: 'none, so no customer’s data',
    onCall: (customer: string, time: string) => `${customer}, until ${time}`,
    filter: 'What I search for you',
    openOnly: 'documents that everybody may read',
    openAnd: (groups: string) => `documents that everybody may read, and those for ${groups}`,
    documents: 'Documents you can read',
    count: (documents: number, restricted: number) =>
      restricted === 0 ? `${documents}` : `${documents}, ${restricted} of them restricted`,
    budget: 'Model budget left today',
    budgetLeft: (left: number, most: number) => `${left} of ${most} tokens`,
    none: 'none',
    role: { agent: 'agent', supervisor: 'supervisor', admin: 'admin' },
  },
};

const de: typeof en = {
  rate: {
    own: (seconds) =>
      `Das war mehr, als ich auf einmal beantworten kann. Bitte fragen Sie in ${seconds} ${seconds === 1 ? 'Sekunde' : 'Sekunden'} noch einmal.`,
    everybody: (seconds) =>
      `Gerade fragen sehr viele Menschen. Bitte fragen Sie in ${seconds} ${seconds === 1 ? 'Sekunde' : 'Sekunden'} noch einmal.`,
  },
  mfaNeeded:
    'Dafür verlangt Ihre Organisation einen zweiten Faktor. Melden Sie sich damit neu an: Schreiben Sie „anmelden“.',
  signIn: {
    ask: 'Melden Sie sich einmal an; dann nutze ich auch die Dokumente, die nur Sie und Ihr Team lesen dürfen.',
    button: 'Anmelden',
    done: (name) => `Sie sind angemeldet als ${name}.`,
    refused:
      'Diese Anmeldung hat nicht geklappt. Schreiben Sie „anmelden“, um es noch einmal zu versuchen; bleibt es dabei, sagen Sie es Ihrem Admin.',
    ownChatOnly: 'Bitte melden Sie sich in Ihrem eigenen Chat mit mir an.',
    notNeeded: 'Hier gibt es nichts, wofür Sie sich anmelden müssten.',
    already: (name) => `Sie sind schon angemeldet, als ${name}.`,
    help: 'Schreiben Sie „anmelden“, um sich anzumelden, und „wer bin ich“, um zu sehen, was ich über Ihren Zugriff weiß.',
  },
  whoAmI: {
    ownChatOnly: 'Wer Sie für mich sind, sage ich nur in Ihrem eigenen Chat mit mir.',
    unavailable: 'Das kann ich gerade nicht nachsehen. Bitte versuchen Sie es gleich noch einmal.',
    unknown: 'Ich kenne Sie nicht: Sie sind nicht angemeldet, oder niemand hat Ihnen bisher Zugriff gegeben.',
    name: 'Ihr Name',
    roles: 'Rollen',
    groups: 'Gruppen',
    unproven: 'Nicht in Kraft',
    needProof: (roles) => `${roles}: Schreiben Sie „anmelden“ und weisen Sie einen zweiten Faktor nach`,
    call: 'Anruf',
    noCall: 'keiner, also keine Kundendaten',
    onCall: (customer, time) => `${customer}, bis ${time}`,
    filter: 'Was ich für Sie durchsuche',
    openOnly: 'Dokumente, die alle lesen dürfen',
    openAnd: (groups) => `Dokumente, die alle lesen dürfen, und die für ${groups}`,
    documents: 'Dokumente, die Sie lesen können',
    count: (documents, restricted) =>
      restricted === 0 ? `${documents}` : `${documents}, davon ${restricted} eingeschränkt`,
    budget: 'Rest des heutigen Modellbudgets',
    budgetLeft: (left, most) => `${left} von ${most} Token`,
    none: 'keine',
    role: { agent: 'Agent', supervisor: 'Supervisor', admin: 'Admin' },
  },
};

export const accessMessages = { en, de };

const en = {
  welcome: (name: string) =>
    `Hello${name === '' ? '' : ` ${name}`}, I am Earpiece. Ask me what your caller wants to know.`,
  welcomeMany: 'Hello, I am Earpiece. Mention me with a question and I answer with sources everyone here may read.',
  help:
    'Ask a question in plain words, for example "can she leave before the contract ends". ' +
    'Follow-ups such as "and for broadband?" use our conversation. ' +
    'In a group or channel, mention me. From the compose box, search the knowledge base and insert a cited card.',
  attachmentOnly: 'I can answer typed questions. Please write what you would like to know.',
  tooLate: 'That took longer than it should have. Please ask again.',
  broken: (reference: string) =>
    `Something went wrong on my side. Please ask again; if it stays, give your admin this reference: ${reference}.`,
  thanksForFeedback: 'Thank you, noted.',
  flagged: 'Thank you. The knowledge team will see this question.',
  alreadyFlagged: 'This question is already with the knowledge team.',
  notYours: 'Only the person who asked can do this.',
  answerGone: 'I no longer have this answer. Please ask again.',
  fullAnswer: (question: string) => `You asked in a shared conversation: ${question}`,
  unreachable: 'I could not reach you in your chat with me. Open it once and ask there for the full answer.',
  searchTitle: 'Search the knowledge base',
  nothingFound: 'Nothing found. Try other words.',
  examples: [
    'what does flex 10 cost a month',
    'customer wants to cancel, what is the notice period',
    'router light is flashing red',
    'sim swap steps for a lost phone',
  ] as readonly string[],
};

const de: typeof en = {
  welcome: (name) =>
    `Hallo${name === '' ? '' : ` ${name}`}, ich bin Earpiece. Fragen Sie mich, was Ihr Anrufer wissen möchte.`,
  welcomeMany:
    'Hallo, ich bin Earpiece. Erwähnen Sie mich mit einer Frage; ich antworte mit Quellen, die hier alle lesen dürfen.',
  help:
    'Fragen Sie in eigenen Worten, zum Beispiel „kann sie vor Vertragsende kündigen“. ' +
    'Nachfragen wie „und beim Festnetz?“ beziehen sich auf unser Gespräch. ' +
    'Erwähnen Sie mich in Gruppen und Kanälen. Im Eingabefeld können Sie die Wissensdatenbank durchsuchen und eine Karte mit Quelle einfügen.',
  attachmentOnly: 'Ich beantworte getippte Fragen. Bitte schreiben Sie, was Sie wissen möchten.',
  tooLate: 'Das hat länger gedauert, als es sollte. Bitte fragen Sie noch einmal.',
  broken: (reference) =>
    `Bei mir ist etwas schiefgegangen. Bitte fragen Sie noch einmal; bleibt es dabei, nennen Sie Ihrem Admin diese Kennung: ${reference}.`,
  thanksForFeedback: 'Danke, notiert.',
  flagged: 'Danke. Das Wissensteam sieht diese Frage.',
  alreadyFlagged: 'Diese Frage liegt dem Wissensteam schon vor.',
  notYours: 'Das kann nur die Person, die gefragt hat.',
  answerGone: 'Diese Antwort habe ich nicht mehr. Bitte fragen Sie noch einmal.',
  fullAnswer: (question) => `Sie haben in einem gemeinsamen Gespräch gefragt: ${question}`,
  unreachable:
    'Ich erreiche Sie in Ihrem Chat mit mir nicht. Öffnen Sie ihn einmal und fragen Sie dort nach der vollständigen Antwort.',
  searchTitle: 'Wissensdatenbank durchsuchen',
  nothingFound: 'Nichts gefunden. Versuchen Sie andere Wörter.',
  examples: [
    'was kostet flex 10 im monat',
    'kunde will kündigen, welche frist gilt',
    'router blinkt rot',
    'sim tausch bei verlorenem handy',
  ],
};

export const chatMessages = { en, de };

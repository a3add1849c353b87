const en = {
  title: 'Knowledge gaps',
  summary: (topics: number, questions: number, days: number) =>
    `${questions} ${questions === 1 ? 'question' : 'questions'} on ${topics} ${topics === 1 ? 'topic' : 'topics'} in the last ${days} days found no good answer.`,
  none: (days: number) => `There are no open knowledge gaps from the last ${days} days.`,
  asked: (questions: number, people: number) =>
    `${questions} ${questions === 1 ? 'question' : 'questions'} from ${people} ${people === 1 ? 'person' : 'people'}`,
  newest: (date: string) => `last on ${date}`,
  reasons: {
    'no-source': (questions: number) => `no source ${questions}`,
    flagged: (questions: number) => `flagged ${questions}`,
    disliked: (questions: number) => `thumbs down ${questions}`,
  },
  quoted: (question: string) => `“${question}”`,
  more: (topics: number) =>
    `And ${topics} more ${topics === 1 ? 'topic' : 'topics'}. The command "earpiece gaps" lists all of them.`,
  adminsOnly: 'The list of knowledge gaps is for admins.',
  ownChatOnly: 'I show the knowledge gaps in your own chat with me only.',
  help: 'As an admin you can also type "gaps" to see what the knowledge base does not answer.',
  answeredNow: (question: string) => `You asked “${question}”. There is an answer now:`,
};

const de: typeof en = {
  title: 'Wissenslücken',
  summary: (topics, questions, days) =>
    `${questions} ${questions === 1 ? 'Frage' : 'Fragen'} zu ${topics} ${topics === 1 ? 'Thema' : 'Themen'} in den letzten ${days} Tagen ohne gute Antwort.`,
  none: (days) => `Aus den letzten ${days} Tagen sind keine Wissenslücken offen.`,
  asked: (questions, people) =>
    `${questions} ${questions === 1 ? 'Frage' : 'Fragen'} von ${people} ${people === 1 ? 'Person' : 'Personen'}`,
  newest: (date) => `zuletzt am ${date}`,
  reasons: {
    'no-source': (questions) => `ohne Quelle ${questions}`,
    flagged: (questions) => `gemeldet ${questions}`,
    disliked: (questions) => `Daumen runter ${questions}`,
  },
  quoted: (question) => `„${question}“`,
  more: (topics) =>
    `Und ${topics} ${topics === 1 ? 'weiteres Thema' : 'weitere Themen'}. Der Befehl „earpiece gaps“ zeigt alle.`,
  adminsOnly: 'Die Liste der Wissenslücken ist für Admins.',
  ownChatOnly: 'Die Wissenslücken zeige ich nur in Ihrem eigenen Chat mit mir.',
  help: 'Als Admin können Sie auch „Lücken“ schreiben, um zu sehen, was die Wissensdatenbank nicht beantwortet.',
  answeredNow: (question) => `Sie haben gefragt: „${question}“. Jetzt gibt es eine Antwort:`,
};

export const gapMessages = { en, de };

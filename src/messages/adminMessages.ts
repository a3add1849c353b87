import { inGerman } from './doctorSentences.ts';
import { settingsMessages } from './settingsMessages.ts';

interface Counts {
  broken: number;
  warned: number;
  fine: number;
  off: number;
}

const en = {
  adminsOnly: 'This is for admins.',
  ownChatOnly: 'I show this in your own chat with me only.',
  help: 'As an admin you can also type "doctor" to see how Earpiece stands, "settings" to change how it works, and "preview as group: question" to see an answer as a group would.',
  upload: {
    isRead: 'This is what I read. Nobody can find it until you take it in.',
    passage: 'Passage',
    passages: (count: number) => `${count} ${count === 1 ? 'passage' : 'passages'}`,
    who: 'Who may read it',
    everybody: 'Every agent',
    whoMissing: 'Choose who may read it: every agent, or groups.',
    takeIn: 'Take it in',
    drop: 'Put it away',
    isIn: (who: string) => `Taken in. It may be read by: ${who}`,
    isAway: 'Put away. Nothing of it was kept.',
    gone: 'This document was taken in or put away already, or it waited for more than a day.',
  },
  weeklyGaps: 'You look after the knowledge base.',
  settings: settingsMessages.en,
  preview: {
    isPreview: (groups: string) => `Preview: what somebody in ${groups} would see, not what you may see.`,
    usage: (groups: string) => `Type "preview as group: question", with one of these groups or several: ${groups}.`,
    noGroups: 'No groups are known here, so there is nothing to preview.',
  },
  doctor: {
    title: 'How Earpiece stands',
    summary: ({ broken, warned, fine, off }: Counts) =>
      [
        broken === 0 ? 'Nothing is broken' : `${broken} broken`,
        ...(warned === 0 ? [] : [`${warned} to look at`]),
        `${fine} fine`,
        ...(off === 0 ? [] : [`${off} not in use`]),
      ].join(', ') + '.',
    state: { fail: 'Broken', warn: 'Look at this', ok: 'Fine', off: 'Not in use' },
    ends: (days: number) => {
      if (days < 0) return days === -1 ? 'ended yesterday' : `ended ${-days} days ago`;
      if (days === 0) return 'ends today';
      return days === 1 ? 'ends tomorrow' : `ends in ${days} days`;
    },
    /** What the doctor says on the command line, in this language. */
    say: (text: string) => text,
    fix: (text: string) => `What to do: ${text}`,
    more: (count: number) => `And ${count} more. The command "earpiece doctor" shows all of them.`,
    showRest: 'Show or hide the rest',
    hint: 'The command "earpiece doctor" says the same.',
    daily: 'I looked after the house, and something needs an admin.',
    /** Of what is looked at; what follows such a name in a check, an id or a reason, stays as it is. */
    names: {
      authentication: "The bot's own sign-in",
      'public address': 'Public address',
      node: 'Runtime (Node.js)',
      'data folder': 'Data folder',
      'data at rest': 'Stored data',
      database: 'Database',
      secret: 'Secret',
      certificate: 'Certificate',
      knowledge: 'Knowledge base',
      rights: 'Rights',
      'restricted documents': 'Restricted documents',
      'sign-in': "People's sign-in",
      embedder: 'Embedding model',
      vectors: 'Vectors',
      calls: 'Calls',
      'calls not shown:': 'Calls not shown:',
      'alert channels': 'Channels for alerts',
      'search service': 'Search service',
      crm: 'Customers (CRM)',
      'language model': 'Language model',
      'speech to text': 'Speech to text',
      'notes to the CRM': 'Notes to the CRM',
      'notes given up:': 'Notes given up:',
      'knowledge sources': 'Knowledge sources',
      'documents of sources': 'Documents of sources',
      'rights of sources': 'Rights at sources',
      sms: 'Warnings by SMS',
      'sms receipts': 'Receipts of SMS',
      'sms of the last day': 'SMS of the last day',
      'live text': 'Live text (Kafka, Event Hubs)',
      settings: 'Settings made in Teams',
    },
  },
};

const de: typeof en = {
  adminsOnly: 'Das ist für Admins.',
  ownChatOnly: 'Das zeige ich nur in Ihrem eigenen Chat mit mir.',
  help: 'Als Admin können Sie auch „Doktor“ schreiben, um zu sehen, wie es um Earpiece steht, „Einstellungen“, um zu ändern, wie es arbeitet, und „Vorschau als Gruppe: Frage“, um eine Antwort so zu sehen wie diese Gruppe.',
  upload: {
    isRead: 'Das habe ich gelesen. Niemand findet es, bevor Sie es aufnehmen.',
    passage: 'Abschnitt',
    passages: (count) => `${count} ${count === 1 ? 'Abschnitt' : 'Abschnitte'}`,
    who: 'Wer es lesen darf',
    everybody: 'Alle Agenten',
    whoMissing: 'Wählen Sie, wer es lesen darf: alle Agenten oder Gruppen.',
    takeIn: 'Aufnehmen',
    drop: 'Verwerfen',
    isIn: (who) => `Aufgenommen. Lesen dürfen es: ${who}`,
    isAway: 'Verworfen. Nichts davon wurde behalten.',
    gone: 'Dieses Dokument wurde schon aufgenommen oder verworfen, oder es wartete mehr als einen Tag.',
  },
  weeklyGaps: 'Sie pflegen die Wissensdatenbank.',
  settings: settingsMessages.de,
  preview: {
    isPreview: (groups) => `Vorschau: was jemand in ${groups} sähe, nicht was Sie sehen dürfen.`,
    usage: (groups) => `Schreiben Sie „Vorschau als Gruppe: Frage“, mit einer oder mehreren dieser Gruppen: ${groups}.`,
    noGroups: 'Hier sind keine Gruppen bekannt, es gibt also nichts zu zeigen.',
  },
  doctor: {
    title: 'Wie es um Earpiece steht',
    summary: ({ broken, warned, fine, off }) =>
      [
        broken === 0 ? 'Nichts ist kaputt' : `${broken} kaputt`,
        ...(warned === 0 ? [] : [`${warned} zu prüfen`]),
        `${fine} in Ordnung`,
        ...(off === 0 ? [] : [`${off} nicht in Gebrauch`]),
      ].join(', ') + '.',
    state: { fail: 'Kaputt', warn: 'Bitte prüfen', ok: 'In Ordnung', off: 'Nicht in Gebrauch' },
    ends: (days) => {
      if (days < 0) return days === -1 ? 'endete gestern' : `endete vor ${-days} Tagen`;
      if (days === 0) return 'endet heute';
      return days === 1 ? 'endet morgen' : `endet in ${days} Tagen`;
    },
    say: (text) => inGerman(text),
    fix: (text) => `Was zu tun ist: ${text}`,
    more: (count) => `Und ${count} weitere. Der Befehl „earpiece doctor“ zeigt alle.`,
    showRest: 'Den Rest zeigen oder verbergen',
    hint: 'Der Befehl „earpiece doctor“ sagt dasselbe auf Englisch.',
    daily: 'Ich habe nach dem Haus gesehen, und etwas braucht einen Admin.',
    names: {
      authentication: 'Anmeldung des Bots',
      'public address': 'Öffentliche Adresse',
      node: 'Laufzeit (Node.js)',
      'data folder': 'Datenordner',
      'data at rest': 'Gespeicherte Daten',
      database: 'Datenbank',
      secret: 'Geheimnis',
      certificate: 'Zertifikat',
      knowledge: 'Wissensdatenbank',
      rights: 'Rechte',
      'restricted documents': 'Geschützte Dokumente',
      'sign-in': 'Anmeldung der Personen',
      embedder: 'Modell für Vektoren',
      vectors: 'Vektoren',
      calls: 'Anrufe',
      'calls not shown:': 'Nicht gezeigte Anrufe:',
      'alert channels': 'Kanäle für Alarme',
      'search service': 'Suchdienst',
      crm: 'Kundendaten (CRM)',
      'language model': 'Sprachmodell',
      'speech to text': 'Sprache zu Text',
      'notes to the CRM': 'Notizen ins CRM',
      'notes given up:': 'Aufgegebene Notizen:',
      'knowledge sources': 'Wissensquellen',
      'documents of sources': 'Dokumente der Quellen',
      'rights of sources': 'Rechte an Quellen',
      sms: 'Warnungen per SMS',
      'sms receipts': 'Zustellberichte der SMS',
      'sms of the last day': 'SMS des letzten Tages',
      'live text': 'Live-Text (Kafka, Event Hubs)',
      settings: 'Einstellungen aus Teams',
    },
  },
};

export const adminMessages = { en, de };

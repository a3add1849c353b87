import type { DraftWarning, MandatorySentence } from '../domain/callNote.ts';
import type { ApprovalProblem, DeliveryProblem } from '../domain/noteDraft.ts';

const late: Readonly<Record<DeliveryProblem, string>> = {
  'no-customer': 'Approved, but the CRM has no such customer.',
  refused: 'Approved, not in the CRM yet: it refused the note. I keep trying.',
  busy: 'Approved, not in the CRM yet: it is busy. I keep trying.',
  away: 'Approved, not in the CRM yet: it does not answer. I keep trying.',
};

const problems: Readonly<Record<ApprovalProblem, string>> = {
  'already-approved': 'This note was approved already; nothing was written twice.',
  expired: 'This note expired before anybody approved it.',
  'changed-since':
    'The note has changed since this card was drawn. This is the latest; please read it and approve again.',
  'no-customer': 'There is no customer to write this note to. Write it after a call whose customer is known.',
  'no-words': 'The note is empty. Please write at least one sentence.',
  'not-rewritten': 'The language model could not write it that way. The note stays as it is.',
  'no-wish': 'Please say first how the note should be written.',
  'too-long': 'The note is too long. Please shorten it and approve again.',
};

const warnings: Readonly<Record<DraftWarning, string>> = {
  'no-issue': 'I found no sentence that says why the customer called.',
  'figure-corrected': 'A figure was corrected during the call; the corrected one is used.',
  'instructs-the-writer': 'Somebody in the call spoke to a machine. It was not followed and is left out.',
  'not-in-the-call': 'The language model wrote something that I could not find in the call. It is left out.',
  'not-judged': 'Some sentences of the language model were compared with the call by rules only. Please check them.',
  'no-call': 'This does not look like a call: no times, and nobody takes turns. Is it the right file?',
  'speakers-guessed': 'Who is agent and who customer was told from what they say.',
  'speakers-unknown': 'Nothing tells who speaks.',
  'phrases-skipped': 'Some phrases were not recognised and are missing.',
  'times-damaged': 'Some times were impossible and are left out.',
  'text-cut': 'Something very long was cut.',
};

const spoken: Readonly<Record<MandatorySentence['state'], string>> = {
  said: 'said',
  'not-said': 'not said',
  unclear: 'unclear',
};

const fields = {
  name: 'Customer name',
  phone: 'Phone',
  email: 'E-mail',
  address: 'Address',
  accountNumber: 'Account number',
  plan: 'Plan',
  monthlyPrice: 'Monthly price',
  balance: 'Balance',
  contractStart: 'Contract start',
  contractEnd: 'Contract end',
};

/** A note speaks of agent and customer, a letter of us and you. */
function asLetter(text: string): string {
  return text
    .replace(/\b(?:the )?agent has\b/gi, 'we have')
    .replace(/\b(?:the )?agent is\b/gi, 'we are')
    .replace(/\b(?:the )?agent\b/gi, 'we')
    .replace(/\bthe customer['’]s\b/gi, 'your')
    .replace(/\b(?:the )?customer\b/gi, 'you')
    .replace(/(?:^|(?<=[.!?]\s))\p{Ll}/gu, (letter) => letter.toUpperCase());
}

const en = {
  ready: (name: string) => `The note on your call with ${name} is ready to approve.`,
  readyUnnamed: 'The note on your call is ready to approve.',
  done: (name: string) => `The note on your call with ${name} is approved.`,
  doneUnnamed: 'The note on your call is approved.',
  expired: 'A note nobody approved has expired; it and its transcript are deleted.',
  heading: 'Call note',
  ofAgent: (name: string) => `Note of ${name}; only they can approve it.`,
  noCustomer: 'No customer',
  stillWriting: 'Put together from what was said. A language model is writing a fuller one; it will replace this.',
  writing: 'Approved. On its way to the CRM.',
  inCrm: (time: string) => `Approved and in the CRM since ${time}.`,
  late,
  dead: 'Approved, but not in the CRM. Your admin sees it and can send it again.',
  issue: 'Issue',
  resolution: 'Resolution',
  actions: 'To do',
  actionsLabel: 'To do, one a line',
  disposition: 'Result',
  advice: 'Advice given',
  adviceLabel: 'Advice given: shown to you in this call; ticked is what the transcript shows you said',
  nothingFound: 'Nothing found.',
  checkHeading: 'Please check',
  check: (field: string, crm: string, said: string) => `${field}: the record has “${crm}”, the call “${said}”.`,
  fields,
  youWrote: 'You wrote this yourself; it stays when the note is written anew.',
  noLineShows: (texts: string) => `You wrote ${texts}; no line of the call shows it.`,
  notJudged: (texts: string) => `Written by a language model and compared with the call by rules only: ${texts}.`,
  quoted: (text: string) => `“${text}”`,
  checkThis: 'check this',
  otherDisposition: 'Other result',
  furtherDispositions: 'Further results; choose, then approve',
  noDisposition: 'none chosen',
  approveAs: (name: string) => `Approve as: ${name}`,
  swap: 'Swap agent and customer',
  redraft: 'Write anew',
  wishLabel: 'How should the note be written?',
  wishHint: 'Shorter; without the small talk',
  saidInCall: 'Said in the call',
  lineOfCall: (line: number) => `line ${line}`,
  notSpokenOf: 'Nothing in this call speaks of that.',
  wordsGone: 'What was said in this call is deleted: its note is approved or has expired.',
  askLabel: 'Ask about this call',
  ask: 'Ask',
  emailLabel: 'Follow-up e-mail, to read and send yourself',
  email: {
    greeting: (name: string) => (name === '' ? 'Hello,' : `Dear ${name},`),
    thanks: (date: string) => `Thank you for your call on ${date}.`,
    settled: 'What was settled:',
    next: 'What happens next:',
    you: 'You',
    we: 'We',
    toCustomer: (text: string) => asLetter(text),
    regards: 'Kind regards',
  },
  diffHeading: 'Changed since the version before',
  changedByAgent: 'Changed before approval',
  wordsChanged: 'Words changed',
  approve: 'Approve',
  correct: 'Correct',
  more: 'More',
  whyHeading: 'What was said',
  byAModel: 'Written by a language model; every sentence was checked against what was said.',
  notAModel: 'Put together from what was said, not written by a model.',
  quote: (speaker: string, text: string) => `${speaker}: “${text}”`,
  speaker: { agent: 'Agent', customer: 'Customer', unknown: 'Somebody' },
  mandatory: (sentence: string, state: string, quote: string | undefined) =>
    `Must be said: “${sentence}”, ${state}${quote === undefined ? '' : `: “${quote}”`}`,
  spoken,
  warnings,
  problems,
  notYours: 'Only the agent of this call can do this, in their own chat with me.',
  gone: 'I no longer have this note.',
  notStaff: 'Notes of calls are for those who talk to customers. Ask your admin for the role of an agent.',
  unreadable: (sentence: string) => `I could not make a note of this. ${sentence}`,
  noDownload: 'I could not fetch this file from Teams. Please send it again, or paste the transcript.',
  notListed:
    'I fetch transcripts only from places your admin has listed. Please paste the transcript or send it as a file.',
  noLinkedFile: 'I could not fetch what stands behind this link. Please paste the transcript or send it as a file.',
  noSpeech: 'I cannot put recordings into words here. Please send the transcript instead; your admin can change that.',
  speechAway: 'I cannot put recordings into words at the moment. Please send it again later, or send the transcript.',
  hearing: (percent: number) =>
    percent === 0
      ? 'I am putting the recording into words; the note follows.'
      : `I am putting the recording into words: ${percent} %.`,
  heard: 'The recording is in words. Here is the note:',
  notHeard: 'The recording did not become words.',
  unapproved: (count: number) => `${count} ${count === 1 ? 'note waits' : 'notes wait'} for approval.`,
  noneUnapproved: 'No note waits for approval.',
  listHeading: 'Waiting for approval',
  show: 'Show',
  shownBelow: 'You find it below.',
  showOf: (name: string) => `Show the note on the call with ${name}`,
  andMore: (count: number) => `and ${count} more`,
  ownChatOnly: 'Please ask for notes in your own chat with me.',
};

const de: typeof en = {
  ready: (name) => `Die Notiz zu Ihrem Anruf mit ${name} liegt zur Freigabe bereit.`,
  readyUnnamed: 'Die Notiz zu Ihrem Anruf liegt zur Freigabe bereit.',
  done: (name) => `Die Notiz zu Ihrem Anruf mit ${name} ist freigegeben.`,
  doneUnnamed: 'Die Notiz zu Ihrem Anruf ist freigegeben.',
  expired: 'Eine nicht freigegebene Notiz ist abgelaufen; sie und ihr Transkript sind gelöscht.',
  heading: 'Anrufnotiz',
  ofAgent: (name) => `Notiz von ${name}; nur diese Person kann sie freigeben.`,
  noCustomer: 'Kein Kunde',
  stillWriting:
    'Aus dem Gesagten zusammengestellt. Ein Sprachmodell schreibt eine ausführlichere Fassung, die diese ersetzt.',
  writing: 'Freigegeben. Auf dem Weg ins CRM.',
  inCrm: (time) => `Freigegeben und seit ${time} im CRM.`,
  late: {
    'no-customer': 'Freigegeben, aber das CRM kennt diesen Kunden nicht.',
    refused: 'Freigegeben, noch nicht im CRM: Es hat die Notiz abgelehnt. Ich versuche es weiter.',
    busy: 'Freigegeben, noch nicht im CRM: Es ist überlastet. Ich versuche es weiter.',
    away: 'Freigegeben, noch nicht im CRM: Es antwortet nicht. Ich versuche es weiter.',
  },
  dead: 'Freigegeben, aber nicht im CRM. Ihr Admin sieht das und kann sie erneut senden.',
  issue: 'Anliegen',
  resolution: 'Lösung',
  actions: 'Zu tun',
  actionsLabel: 'Zu tun, eins pro Zeile',
  disposition: 'Ergebnis',
  advice: 'Gegebene Auskunft',
  adviceLabel: 'Gegebene Auskunft: im Anruf für Sie gezeigt; angekreuzt ist, was Sie laut Transkript gesagt haben',
  nothingFound: 'Nichts gefunden.',
  checkHeading: 'Bitte prüfen',
  check: (field, crm, said) => `${field}: Im Datensatz steht „${crm}“, im Anruf hieß es „${said}“.`,
  fields: {
    name: 'Name des Kunden',
    phone: 'Telefon',
    email: 'E-Mail',
    address: 'Anschrift',
    accountNumber: 'Kundennummer',
    plan: 'Tarif',
    monthlyPrice: 'Monatspreis',
    balance: 'Saldo',
    contractStart: 'Vertragsbeginn',
    contractEnd: 'Vertragsende',
  },
  youWrote: 'Das haben Sie selbst geschrieben; es bleibt, wenn die Notiz neu geschrieben wird.',
  noLineShows: (texts) => `Sie schrieben ${texts}; keine Zeile des Gesprächs zeigt das.`,
  notJudged: (texts) => `Von einem Sprachmodell und nur nach Regeln mit dem Gespräch verglichen: ${texts}.`,
  quoted: (text) => `„${text}“`,
  checkThis: 'bitte prüfen',
  otherDisposition: 'Anderes Ergebnis',
  furtherDispositions: 'Weitere Ergebnisse; wählen, dann freigeben',
  noDisposition: 'keins gewählt',
  approveAs: (name) => `Freigeben als: ${name}`,
  swap: 'Berater und Kunde tauschen',
  redraft: 'Neu schreiben',
  wishLabel: 'Wie soll die Notiz lauten?',
  wishHint: 'Kürzer; ohne das Drumherum',
  saidInCall: 'Im Gespräch gesagt',
  lineOfCall: (line) => `Zeile ${line}`,
  notSpokenOf: 'Davon ist in diesem Gespräch nicht die Rede.',
  wordsGone: 'Was in diesem Gespräch gesagt wurde, ist gelöscht: Die Notiz ist freigegeben oder abgelaufen.',
  askLabel: 'Zu diesem Gespräch fragen',
  ask: 'Fragen',
  emailLabel: 'E-Mail an den Kunden, zum Prüfen und selbst Senden',
  email: {
    greeting: (name) => (name === '' ? 'Guten Tag,' : `Guten Tag ${name},`),
    thanks: (date) => `vielen Dank für Ihren Anruf am ${date}.`,
    settled: 'Was geklärt wurde:',
    next: 'Wie es weitergeht:',
    you: 'Sie',
    we: 'Wir',
    toCustomer: (text) => text,
    regards: 'Freundliche Grüße',
  },
  diffHeading: 'Geändert seit der vorigen Fassung',
  changedByAgent: 'Vor der Freigabe geändert',
  wordsChanged: 'Geänderte Wörter',
  approve: 'Freigeben',
  correct: 'Ändern',
  more: 'Mehr',
  whyHeading: 'Was gesagt wurde',
  byAModel: 'Von einem Sprachmodell geschrieben; jeder Satz wurde am Gesagten geprüft.',
  notAModel: 'Aus dem Gesagten zusammengestellt, nicht von einem Modell geschrieben.',
  quote: (speaker, text) => `${speaker}: „${text}“`,
  speaker: { agent: 'Berater', customer: 'Kunde', unknown: 'Jemand' },
  mandatory: (sentence, state, quote) =>
    `Muss gesagt werden: „${sentence}“, ${state}${quote === undefined ? '' : `: „${quote}“`}`,
  spoken: { said: 'gesagt', 'not-said': 'nicht gesagt', unclear: 'unklar' },
  warnings: {
    'no-issue': 'Kein Satz sagt, weshalb der Kunde angerufen hat.',
    'figure-corrected': 'Eine Zahl wurde im Gespräch berichtigt; die berichtigte steht hier.',
    'instructs-the-writer': 'Jemand im Gespräch sprach zu einer Maschine. Das wurde nicht befolgt und ist weggelassen.',
    'not-in-the-call': 'Das Sprachmodell schrieb etwas, das ich im Gespräch nicht gefunden habe. Es ist weggelassen.',
    'not-judged':
      'Einige Sätze des Sprachmodells wurden nur nach Regeln mit dem Gespräch verglichen. Bitte prüfen Sie sie.',
    'no-call':
      'Das sieht nicht nach einem Anruf aus: keine Zeiten, und niemand wechselt sich ab. Ist es die richtige Datei?',
    'speakers-guessed': 'Wer Berater und wer Kunde ist, wurde aus dem Gesagten erschlossen.',
    'speakers-unknown': 'Nichts sagt, wer spricht.',
    'phrases-skipped': 'Einige Sätze wurden nicht erkannt und fehlen.',
    'times-damaged': 'Einige Zeiten waren unmöglich und fehlen.',
    'text-cut': 'Etwas sehr Langes wurde gekürzt.',
  },
  problems: {
    'already-approved': 'Diese Notiz war schon freigegeben; nichts wurde doppelt geschrieben.',
    expired: 'Diese Notiz ist abgelaufen, bevor sie freigegeben wurde.',
    'changed-since':
      'Die Notiz hat sich geändert, seit diese Karte gezeichnet wurde. Dies ist die neueste; bitte lesen und erneut freigeben.',
    'no-customer':
      'Es gibt keinen Kunden, zu dem diese Notiz geschrieben werden kann. Schreiben Sie sie nach einem Anruf mit bekanntem Kunden.',
    'no-words': 'Die Notiz ist leer. Bitte schreiben Sie mindestens einen Satz.',
    'not-rewritten': 'So konnte das Sprachmodell die Notiz nicht schreiben. Sie bleibt, wie sie ist.',
    'no-wish': 'Bitte schreiben Sie zuerst, wie die Notiz lauten soll.',
    'too-long': 'Die Notiz ist zu lang. Bitte kürzen und erneut freigeben.',
  },
  notYours: 'Das kann nur, wer diesen Anruf geführt hat, im eigenen Chat mit mir.',
  gone: 'Diese Notiz habe ich nicht mehr.',
  notStaff: 'Anrufnotizen sind für alle, die mit Kunden sprechen. Bitten Sie Ihren Admin um die Rolle eines Agenten.',
  unreadable: (sentence) => `Daraus konnte ich keine Notiz machen. ${sentence}`,
  noDownload:
    'Diese Datei konnte ich nicht aus Teams holen. Bitte senden Sie sie noch einmal oder fügen Sie das Transkript ein.',
  notListed:
    'Ich hole Transkripte nur von Orten, die Ihr Admin freigegeben hat. Bitte fügen Sie das Transkript ein oder senden Sie es als Datei.',
  noLinkedFile:
    'Was hinter diesem Link steht, konnte ich nicht holen. Bitte fügen Sie das Transkript ein oder senden Sie es als Datei.',
  noSpeech:
    'Aufnahmen kann ich hier nicht in Worte fassen. Bitte senden Sie stattdessen das Transkript; Ihr Admin kann das ändern.',
  speechAway:
    'Aufnahmen kann ich gerade nicht in Worte fassen. Bitte senden Sie sie später noch einmal, oder senden Sie das Transkript.',
  hearing: (percent) =>
    percent === 0
      ? 'Ich fasse die Aufnahme in Worte; die Notiz folgt.'
      : `Ich fasse die Aufnahme in Worte: ${percent} %.`,
  heard: 'Die Aufnahme ist in Worte gefasst. Hier ist die Notiz:',
  notHeard: 'Die Aufnahme konnte nicht in Worte gefasst werden.',
  unapproved: (count) => `${count} ${count === 1 ? 'Notiz wartet' : 'Notizen warten'} auf Freigabe.`,
  noneUnapproved: 'Keine Notiz wartet auf Freigabe.',
  listHeading: 'Wartet auf Freigabe',
  show: 'Zeigen',
  shownBelow: 'Sie finden sie unten.',
  showOf: (name) => `Die Notiz zum Anruf mit ${name} zeigen`,
  andMore: (count) => `und ${count} weitere`,
  ownChatOnly: 'Bitte fragen Sie in Ihrem eigenen Chat mit mir nach Notizen.',
};

export const draftMessages = { en, de };

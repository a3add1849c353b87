import type { Feeling, NoteAction } from '../domain/callNote.ts';
import type { Language } from '../domain/language.ts';

/** Words a drafted note brings itself; everything else in it was said in the call. */
export interface NoteMessages {
  unresolved: string;
  /** Who said they were calling. */
  caller(name: string): string;
  /** A step that was taken in the call. */
  tried(step: string): string;
  feeling: Readonly<Record<Feeling, string>>;
  sameThroughout(feeling: string): string;
  startedAndEnded(start: string, end: string): string;
  /** Who is to act. */
  who: Readonly<Record<NoteAction['who'], string>>;
  /** Headings of the note in the CRM. */
  crm: Readonly<Record<'issue' | 'resolution' | 'actions' | 'disposition' | 'advice' | 'mood' | 'subject', string>>;
}

const en: NoteMessages = {
  unresolved: 'Unresolved',
  caller: (name) => `Caller gave the name ${name}.`,
  tried: (step) => `Tried: ${step}.`,
  feeling: { positive: 'pleased', neutral: 'calm', negative: 'upset', mixed: 'torn', unclear: 'unclear' },
  sameThroughout: (feeling) => `Customer was ${feeling} throughout.`,
  startedAndEnded: (start, end) => `Customer started ${start}, ended ${end}.`,
  who: { agent: 'Agent', company: 'Company', customer: 'Customer' },
  crm: {
    issue: 'Issue',
    resolution: 'Resolution',
    actions: 'To do',
    disposition: 'Disposition',
    advice: 'Advice given',
    mood: 'Mood',
    subject: 'Call',
  },
};

const de: NoteMessages = {
  unresolved: 'Offen',
  caller: (name) => `Anrufer nannte sich ${name}.`,
  tried: (step) => `Versucht: ${step}.`,
  feeling: {
    positive: 'zufrieden',
    neutral: 'ruhig',
    negative: 'verärgert',
    mixed: 'zwiespältig',
    unclear: 'nicht erkennbar',
  },
  sameThroughout: (feeling) => `Kunde war durchgehend ${feeling}.`,
  startedAndEnded: (start, end) => `Kunde war anfangs ${start}, am Ende ${end}.`,
  who: { agent: 'Berater', company: 'Unternehmen', customer: 'Kunde' },
  crm: {
    issue: 'Anliegen',
    resolution: 'Lösung',
    actions: 'Zu tun',
    disposition: 'Ergebnis',
    advice: 'Gegebene Auskunft',
    mood: 'Stimmung',
    subject: 'Anruf',
  },
};

/** The note's own words in this language. */
export function noteMessagesFor(language: Language): NoteMessages {
  return language === 'de' ? de : en;
}

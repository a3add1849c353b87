import type { Feeling } from '../domain/callNote.ts';
import type { Language } from '../domain/language.ts';

/** Words a drafted note brings itself; everything else in it was said in the call. */
export interface NoteMessages {
  unresolved: string;
  feeling: Readonly<Record<Feeling, string>>;
  sameThroughout(feeling: string): string;
  startedAndEnded(start: string, end: string): string;
}

const en: NoteMessages = {
  unresolved: 'Unresolved',
  feeling: { positive: 'pleased', neutral: 'calm', negative: 'upset', mixed: 'torn', unclear: 'unclear' },
  sameThroughout: (feeling) => `Customer was ${feeling} throughout.`,
  startedAndEnded: (start, end) => `Customer started ${start}, ended ${end}.`,
};

const de: NoteMessages = {
  unresolved: 'Offen',
  feeling: {
    positive: 'zufrieden',
    neutral: 'ruhig',
    negative: 'verärgert',
    mixed: 'zwiespältig',
    unclear: 'nicht erkennbar',
  },
  sameThroughout: (feeling) => `Kunde war durchgehend ${feeling}.`,
  startedAndEnded: (start, end) => `Kunde war anfangs ${start}, am Ende ${end}.`,
};

/** The note's own words in this language. */
export function noteMessagesFor(language: Language): NoteMessages {
  return language === 'de' ? de : en;
}

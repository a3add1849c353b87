/** What everyday words have to do with each other, whatever the knowledge base says. Words are stems (domain/words). */
export interface Lexicon {
  /**
   * How far a document's word says what a question's word means, 0 to 1: 1 for the same word, .85 for a slip of the
   * keyboard, .8 for a synonym, less for words that are merely used alike, 0 for opposites.
   */
  likeness(asked: string, other: string): number;
  /** True for the same word, a slip of the keyboard, a synonym, or a number in words: likeness from .8 on, found faster. */
  isSame(asked: string, other: string): boolean;
  /** Every word that is the same without being a slip of the keyboard, itself left out. */
  synonyms(asked: string): readonly string[];
  /** True when the stem may be a slip: only then is it worth comparing with all words there are. */
  mayBeSlip(asked: string): boolean;
  /** True for a word of everyday English. */
  isWord(stem: string): boolean;
  /** How much a word tells by itself, .5 (everybody says it all the time) to 1 (rare, a name, a number). */
  telling(stem: string): number;
  /** The question with short forms and foreign service words written out in English. */
  spellOut(question: string): string;
  /** Words that documents use for what the question says in a phrase of its own; empty for most questions. */
  documentWords(question: string): string;
}

/** Languages people can be spoken to in; everything else gets English. */
export type Language = 'en' | 'de';

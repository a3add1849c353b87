const en = {
  cited: 'Cited passage',
  asRead: (file: string) => `The text as read from ${file}, with what stands before and after it.`,
  forYouAlone: 'The link to this page is for you alone and works for ten minutes.',
  noSource: 'Source not available',
  refusals: {
    altered: 'This link is incomplete or was changed; open the source again in your chat with Earpiece.',
    expired: 'This link has expired; open the source again in your chat with Earpiece.',
    gone: 'This source cannot be opened: it was removed, replaced or restricted, or it never existed.',
    often: 'You have opened very many sources in a minute; please try again in a moment.',
    unavailable: 'Sources cannot be opened just now; please try again in a moment.',
  },
};

const de: typeof en = {
  cited: 'Zitierte Stelle',
  asRead: (file) => `Der Text, wie er in ${file} gelesen wurde, mit dem, was davor und danach steht.`,
  forYouAlone: 'Der Link zu dieser Seite gilt nur für Sie und nur zehn Minuten.',
  noSource: 'Quelle nicht verfügbar',
  refusals: {
    altered:
      'Dieser Link ist unvollständig oder wurde verändert; öffnen Sie die Quelle noch einmal in Ihrem Chat mit Earpiece.',
    expired: 'Dieser Link ist abgelaufen; öffnen Sie die Quelle noch einmal in Ihrem Chat mit Earpiece.',
    gone: 'Diese Quelle lässt sich nicht öffnen: Sie wurde entfernt, ersetzt oder eingeschränkt, oder es gab sie nie.',
    often: 'Sie haben in einer Minute sehr viele Quellen geöffnet; bitte versuchen Sie es gleich noch einmal.',
    unavailable: 'Quellen lassen sich gerade nicht öffnen; bitte versuchen Sie es gleich noch einmal.',
  },
};

export const pageMessages = { en, de };

import type { NoteDraft } from '../domain/noteDraft.ts';
import { clockTime, longDate } from '../messages/dates.ts';
import type { Messages } from '../messages/messages.ts';
import { type AdaptiveCard, fillCard } from './adaptiveCard.ts';
import { shownText } from './shownText.ts';
import template from './templates/drafts.json' with { type: 'json' };

/** A note that waits, and whose it is when it is not the reader's own. */
export interface WaitingNote {
  draft: NoteDraft;
  agentName?: string | undefined;
}

/** More are counted, not shown. */
export const NOTES_SHOWN = 10;
const TEXT_CHARACTERS = 90;

/** The notes nobody has approved yet, the oldest first. */
export function draftsCard(notes: readonly WaitingNote[], messages: Messages): AdaptiveCard {
  const words = messages.drafts;
  const more = notes.length - NOTES_SHOWN;
  return fillCard(template, {
    language: messages.language,
    speak: words.listHeading,
    fallback: messages.cards.cannotShow,
    heading: words.listHeading,
    more: more > 0 ? words.andMore(more) : '',
    notes: notes.slice(0, NOTES_SHOWN).map(({ draft, agentName }) => {
      const { customerName, written } = draft.content;
      const name = shownText(customerName || words.noCustomer, TEXT_CHARACTERS / 2);
      const when = `${longDate(draft.at, messages.language)}, ${clockTime(draft.at, messages.language)}`;
      return {
        name,
        facts: [when, ...(agentName === undefined ? [] : [shownText(agentName, TEXT_CHARACTERS)])].join(' · '),
        text: shownText(written.issue || written.resolution || words.nothingFound, TEXT_CHARACTERS),
        title: words.show,
        tooltip: words.showOf(name),
        data: { verb: 'showNote', draftId: draft.draftId },
      };
    }),
  });
}

import type { Passage } from '../domain/passage.ts';
import type { Messages } from '../messages/messages.ts';
import { type AdaptiveCard, fillCard } from './adaptiveCard.ts';
import { fitCard } from './fitCard.ts';
import { passageLines } from './passageLines.ts';
import { placeParts } from './placeText.ts';
import { shownText } from './shownText.ts';
import { speakable } from './speakable.ts';
import template from './templates/passage.json' with { type: 'json' };
import { webAddress } from './webAddress.ts';

const TITLE_CHARACTERS = 160;

/** A passage as inserted from the compose box; a restricted one shows its title and link only. */
export function passageCard(passage: Passage, messages: Messages): AdaptiveCard {
  const isRestricted = passage.groups !== null;
  const words = messages.cards;
  const title = shownText(passage.title, TITLE_CHARACTERS);
  return fitCard((share) =>
    fillCard(template, {
      language: messages.language,
      speak: speakable(title),
      fallback: words.cannotShow,
      title,
      place: isRestricted ? '' : shownText(placeParts(passage, messages).join(' · '), TITLE_CHARACTERS),
      note: isRestricted ? words.restrictedTitleOnly : '',
      passage: isRestricted ? [] : passageLines(passage, share),
      url: webAddress(passage.url),
      openTitle: words.openDocument,
    }),
  );
}

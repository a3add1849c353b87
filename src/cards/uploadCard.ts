import type { ReadDocument } from '../domain/knowledgeDocument.ts';
import type { Messages } from '../messages/messages.ts';
import { type AdaptiveCard, fillCard } from './adaptiveCard.ts';
import { fitCard } from './fitCard.ts';
import { placeText } from './placeText.ts';
import { shownText } from './shownText.ts';
import { speakable } from './speakable.ts';
import template from './templates/upload.json' with { type: 'json' };

/** A document that was sent, and what became of it. */
export interface UploadView {
  uploadId: string;
  read: ReadDocument;
  /** Groups it may be limited to. */
  groups: readonly string[];
  /** 'waiting' for a word; taken in for `groups`, null being every agent; or put away. */
  standing: { kind: 'waiting'; problem?: string } | { kind: 'in'; groups: readonly string[] | null } | { kind: 'away' };
}

/** Value of the choice "every agent"; no group can be called so, because names in GROUP_MAP hold no colon. */
export const EVERYBODY = 'everybody:';

const PASSAGES_SHOWN = 4;
const CHOICES_SHOWN = 30;
const PASSAGE_CHARACTERS = 320;
const TITLE_CHARACTERS = 120;

/** What Earpiece read in a document, before anybody can find it, with the choice who may. */
export function uploadCard(view: UploadView, messages: Messages): AdaptiveCard {
  const { read, standing, uploadId } = view;
  const words = messages.admin.upload;
  const isWaiting = standing.kind === 'waiting';
  const { document, passages } = read;
  const action = (verb: string, title: string): object => ({ title, data: { verb, uploadId } });
  return fitCard((share) =>
    fillCard(template, {
      language: messages.language,
      speak: speakable(document.title),
      fallback: messages.cards.cannotShow,
      title: shownText(document.title, TITLE_CHARACTERS),
      facts: shownText(`${document.file} · ${words.passages(passages.length)}`, TITLE_CHARACTERS * 2),
      standing: standingText(view, messages),
      problem: isWaiting ? (standing.problem ?? '') : '',
      passages: (isWaiting ? passages : []).slice(0, PASSAGES_SHOWN).map((passage) => ({
        place: shownText(placeText(passage, messages).replace(/^[·\s]+/, '') || words.passage, TITLE_CHARACTERS),
        text: shownText(passage.text, PASSAGE_CHARACTERS * share),
      })),
      asksWho: isWaiting,
      whoLabel: words.who,
      choices: [
        { title: words.everybody, value: EVERYBODY },
        ...view.groups
          .filter(isPlain)
          .slice(0, CHOICES_SHOWN)
          .map((name) => ({ title: shownText(name, TITLE_CHARACTERS), value: name })),
      ],
      actions: isWaiting ? [action('takeInUpload', words.takeIn), action('dropUpload', words.drop)] : [],
    }),
  );
}

/** Clients read markdown in the titles of choices; a group called like a link is none to choose by. */
function isPlain(name: string): boolean {
  return /^[\p{L}\p{N}][\p{L}\p{N} .@-]{0,59}$/u.test(name);
}

function standingText({ standing }: UploadView, { admin }: Messages): string {
  const words = admin.upload;
  switch (standing.kind) {
    case 'waiting':
      return '';
    case 'in':
      return words.isIn(standing.groups === null ? words.everybody : shownText(standing.groups.join(', '), 200));
    case 'away':
      return words.isAway;
  }
}

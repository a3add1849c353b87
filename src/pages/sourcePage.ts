import { placeParts } from '../cards/placeText.ts';
import type { Passage } from '../domain/passage.ts';
import { sourceAnchor } from '../domain/sourceAnchor.ts';
import type { Messages } from '../messages/messages.ts';
import { type Markup, markup } from './markup.ts';
import { drawPage } from './page.ts';
import { unitsMarkup } from './unitsMarkup.ts';

/** A passage with its neighbours, in the document's order. */
export interface SourceView {
  before: readonly Passage[];
  passage: Passage;
  after: readonly Passage[];
}

/** A source as a page of its own: its document, where it stands, and the passage marked between its neighbours. */
export function sourcePage(view: SourceView, messages: Messages): string {
  const { before, passage, after } = view;
  const words = messages.pages;
  const all = [...before, passage, ...after];
  const sections = all.map((shown, index) => section({ shown, previous: all[index - 1], view }, messages));
  return drawPage({
    language: messages.language,
    title: passage.title,
    body: markup`<header>
<h1 lang="">${passage.title}</h1>
<p class="pale">${placeParts(passage, messages).join(' · ')}</p>
${rightsLine(passage, messages)}
</header>
<main>
${sections}
</main>
<footer>
<p>${words.asRead(passage.file)}</p>
<p>${words.forYouAlone}</p>
</footer>`,
  });
}

function rightsLine({ groups, sensitivity }: Passage, messages: Messages): Markup {
  const parts = [sensitivity ?? '', groups === null ? '' : messages.cards.restricted].filter(Boolean);
  return parts.length === 0 ? markup`` : markup`<p class="restricted">${parts.join(' · ')}</p>`;
}

interface Placed {
  shown: Passage;
  previous: Passage | undefined;
  view: SourceView;
}

function section({ shown, previous, view }: Placed, messages: Messages): Markup {
  const content = markup`${placeAndHeading(shown, previous, messages)}<div lang="">${unitsMarkup(shown.units)}</div>`;
  if (shown !== view.passage) return markup`<section>\n${content}\n</section>\n`;
  const label = messages.pages.cited;
  return markup`<section class="cited" id="${sourceAnchor(shown)}" aria-label="${label}">
<p class="label" aria-hidden="true">${label}</p>
${content}
</section>
`;
}

/** Where a passage stands, as far as that differs from the passage before it. */
function placeAndHeading(shown: Passage, previous: Passage | undefined, messages: Messages): Markup {
  const { heading = '', sheet } = shown;
  const placeOf = (passage: Passage): string => {
    const { page, slide } = passage;
    return placeParts({ page, slide, sheet: passage.sheet }, messages).join(' · ');
  };
  const place = placeOf(shown);
  const isNewPlace = previous === undefined || place !== placeOf(previous);
  // A sheet often carries its name as its heading as well.
  const placeLine = isNewPlace && place !== '' && heading !== sheet ? markup`<p class="where">${place}</p>\n` : '';
  const headingLine = heading !== '' && heading !== previous?.heading ? markup`<h2 lang="">${heading}</h2>\n` : '';
  return markup`${placeLine}${headingLine}`;
}

import type { Messages } from '../messages/messages.ts';
import { markup } from './markup.ts';
import { drawPage } from './page.ts';

/** Why a link shows no source. 'gone' says the same whether the source is restricted, withdrawn or was never there. */
export type LinkRefusal = 'altered' | 'expired' | 'gone' | 'often' | 'unavailable';

/** One sentence for somebody whose link opens nothing. */
export function refusalPage(refusal: LinkRefusal, messages: Messages): string {
  const words = messages.pages;
  return drawPage({
    language: messages.language,
    title: words.noSource,
    body: markup`<main class="refusal">
<h1>${words.noSource}</h1>
<p>${words.refusals[refusal]}</p>
</main>`,
  });
}

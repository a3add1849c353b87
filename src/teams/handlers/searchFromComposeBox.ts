import { randomUUID } from 'node:crypto';
import type { MessagingExtensionAttachment, MessagingExtensionResult, TurnContext } from 'botbuilder';
import { searchKnowledge } from '../../answers/searchKnowledge.ts';
import { passageCard } from '../../cards/passageCard.ts';
import { placeText } from '../../cards/placeText.ts';
import type { Passage } from '../../domain/passage.ts';
import { type Messages } from '../../messages/messages.ts';
import type { TeamsPorts, TeamsSettings } from '../ports.ts';
import { refuseTooMuch } from '../refuseTooMuch.ts';
import { readTurn } from '../readTurn.ts';

const SKIP_LIMIT = 1000;
const PAGE_LIMIT = 25;
const PREVIEW_CHARACTERS = 180;

/**
 * Answers `composeExtension/query`: passages for typed words, a page at a time; before anything is typed, what this
 * person and then everybody cited lately. The list is for the person's eyes, the inserted card for everybody's.
 */
export async function searchFromComposeBox(
  { context, paging }: { context: TurnContext; paging: { skip: number; count: number } },
  ports: TeamsPorts,
  settings: TeamsSettings,
): Promise<MessagingExtensionResult> {
  const turn = await readTurn(context, ports);
  const tooMuch = await refuseTooMuch({ turn, kind: 'search' }, ports, settings);
  if (tooMuch !== undefined) return { type: 'message', text: tooMuch };
  const skip = Math.min(SKIP_LIMIT, Math.max(0, Math.trunc(Number(paging.skip)) || 0));
  const count = Math.min(PAGE_LIMIT, Math.max(1, Math.trunc(Number(paging.count)) || PAGE_LIMIT));
  const text = typedWords(context);
  const passages = await searchKnowledge({ text, asker: turn.agent, skip, count }, ports);
  await ports.audit.write({
    at: ports.clock.now(),
    who: turn.agent.agentId,
    tenantId: turn.tenantId,
    action: 'search',
    what: 'compose box',
    result: passages.length === 0 ? 'no-source' : 'answered',
    correlationId: randomUUID(),
    versions: passages.map(({ passageId }) => passageId),
    content: text,
  });
  if (passages.length === 0) return { type: 'message', text: turn.messages.chat.nothingFound };
  return {
    type: 'result',
    attachmentLayout: 'list',
    attachments: passages.map((passage) => result(passage, turn.messages)),
  };
}

/** Some clients leave out the parameter's name, so the first value that is no flag counts. */
function typedWords(context: TurnContext): string {
  const { parameters } = (context.activity.value ?? {}) as { parameters?: unknown };
  const named = Array.isArray(parameters) ? (parameters as ({ name?: unknown; value?: unknown } | null)[]) : [];
  const typed = named.find((parameter) => parameter?.name !== 'initialRun')?.value;
  return typeof typed === 'string' ? typed.trim() : '';
}

function result(passage: Passage, messages: Messages): MessagingExtensionAttachment {
  return {
    contentType: 'application/vnd.microsoft.card.adaptive',
    content: passageCard(passage, messages),
    preview: {
      contentType: 'application/vnd.microsoft.card.thumbnail',
      content: {
        title: escapeHtml(`${passage.title}${placeText(passage, messages)}`),
        text: escapeHtml(passage.text.slice(0, PREVIEW_CHARACTERS)),
      },
    },
  };
}

/** Thumbnail cards render HTML. */
function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

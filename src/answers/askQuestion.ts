import type { Answer, RefusalReason } from '../domain/answer.ts';
import type { RankedPassage } from '../domain/passage.ts';
import { type Question, QUESTION_LIMIT } from '../domain/question.ts';
import { cleanText } from '../domain/screening/cleanText.ts';
import { isInstruction } from '../domain/screening/screenText.ts';
import { tellingWords } from '../domain/words.ts';
import { messagesFor } from '../messages/messages.ts';
import { type KnowledgeIndex, SearchUnavailable } from '../ports/knowledgeIndex.ts';
import type { KnowledgeStore } from '../ports/knowledgeStore.ts';
import type { Lexicon } from '../ports/lexicon.ts';
import type { Log } from '../ports/log.ts';
import { comparedSides } from './comparedSides.ts';
import { composeAnswer } from './composeAnswer.ts';
import { nextInLine } from './nextInLine.ts';
import { smallTalk } from './smallTalk.ts';
import { searchText, type StandaloneQuestion, standaloneQuestion } from './standaloneQuestion.ts';

/** What answering needs. */
export interface AskPorts {
  index: KnowledgeIndex;
  knowledge: Pick<KnowledgeStore, 'stillReadable'>;
  lexicon: Lexicon;
  log: Log;
}

const PASSAGES_READ = 12;
const PASSAGES_OF_SIDE = 5;
/** Pasted links are nothing to search for. */
const LINK = /\bhttps?:\/\/\S+/gi;

/**
 * Answers a question from the knowledge base without a model: the sentence, step or table row that answers, what
 * stands around it, and where it stands. Says so when nothing answers, and when the search is away; never throws for
 * either.
 */
export async function askQuestion(question: Question, ports: AskPorts, signal?: AbortSignal): Promise<Answer> {
  const words = messagesFor(question.language).answers;
  if (question.text.trim().length > QUESTION_LIMIT) {
    return plain('refused', words.tooLong(QUESTION_LIMIT), 'too-long');
  }
  const text = cleanText(question.text).trim();
  if (text === '') return plain('answered', words.empty);
  if (isInstruction(question.text)) return plain('refused', words.instruction, 'instruction');
  const talk = smallTalk(text);
  if (talk !== undefined) return plain('answered', words.smallTalk[talk]);
  const standalone = standaloneQuestion(text.replace(LINK, ' ').trim(), question.history, ports.lexicon);
  try {
    const found = await findReadable(question, searchTexts(standalone), ports, signal);
    await nextInLine();
    return composeAnswer(standalone, found, ports.lexicon) ?? (await noSource(question, ports));
  } catch (error) {
    if (!(error instanceof SearchUnavailable)) throw error;
    ports.log.error({ reason: error.message }, 'search unavailable');
    return plain('failed', words.failed);
  }
}

/** The whole question first; what is compared with something is looked for by itself as well. */
function searchTexts(question: StandaloneQuestion): string[] {
  const sides = comparedSides(question.own);
  return [searchText(question), ...(sides === undefined ? [] : [sides.left, sides.right])];
}

/** What the index found, with its rights checked once more against the truth. */
async function findReadable(
  question: Question,
  texts: readonly string[],
  ports: AskPorts,
  signal?: AbortSignal,
): Promise<RankedPassage[]> {
  const { groups } = question.asker;
  const searches = texts.map((text, at) =>
    ports.index.search({ text, groups, top: at === 0 ? PASSAGES_READ : PASSAGES_OF_SIDE, now: question.now }, signal),
  );
  const [whole = [], ...sides] = await Promise.all(searches);
  const known = new Map(whole.map((ranked) => [ranked.passage.passageId, ranked]));
  for (const ranked of sides.flat()) {
    const { passageId } = ranked.passage;
    if (!known.has(passageId)) known.set(passageId, { ...ranked, rank: PASSAGES_READ + ranked.rank });
  }
  const found = [...known.values()];
  const readable = await ports.knowledge.stillReadable(
    found.map(({ passage }) => passage.passageId),
    groups,
  );
  return found.filter(({ passage }) => readable.has(passage.passageId));
}

async function noSource(question: Question, ports: AskPorts): Promise<Answer> {
  const words = messagesFor(question.language).answers;
  return {
    ...plain('no-source', words.noSourceSpoken),
    text: words.noSource,
    searched: {
      documents: await ports.index.countDocuments(question.asker.groups),
      terms: tellingWords(question.text).slice(0, 8),
    },
  };
}

function plain(outcome: Answer['outcome'], spoken: string, reason?: RefusalReason): Answer {
  const nothing = { lines: [], citations: [], notices: [], followUps: [] };
  return { outcome, mode: 'extractive', spoken, text: spoken, ...nothing, ...(reason === undefined ? {} : { reason }) };
}

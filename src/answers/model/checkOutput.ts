import type { Answer, AnswerLine, Citation, ModelNotice } from '../../domain/answer.ts';
import type { Language } from '../../domain/language.ts';
import { messagesFor } from '../../messages/messages.ts';
import { notices } from '../composeAnswer.ts';
import { type Figure, figuresOf, isSaidIn } from '../../model/figures.ts';
import type { ModelOutput, SupportedText } from './modelOutput.ts';
import { plainModelText } from '../../model/plainModelText.ts';
import type { BookedSource, SourceBook } from './sourceBook.ts';

const SPOKEN_CHARACTERS = 400;
const LINE_CHARACTERS = 320;
const STEPS = 8;
const CLAIMS = 4;

/** The model's words beside the answer that came straight from the sources. */
export interface Unchecked {
  output: ModelOutput;
  book: SourceBook;
  draft: Answer;
  language: Language;
}

/**
 * The answer that may be shown: plain text, only sources the model was shown, only sentences that rest on one, figures
 * that stand in no cited source marked. Undefined when nothing of it rests on a source.
 */
export function checkOutput({ output, book, draft, language }: Unchecked): Answer | undefined {
  const kept = sourcesOf(output.spoken, book);
  if (!output.found || kept.length === 0) return undefined;
  const steps = supportedBy(book, output.steps).slice(0, STEPS);
  const claims = supportedBy(book, output.claims).slice(0, CLAIMS);
  // Whatever it cites, words that were written after reading the caller's record go with the call.
  const record = book.sources.filter(({ ranked }) => ranked === undefined);
  const cited = [...new Set([kept, ...[...steps, ...claims].map(({ sources }) => sources), record].flat())];
  const marking = { hosts: hostsOf(cited), mark: messagesFor(language).model.checkThis, unproven: new Set<string>() };
  const spoken = shown({ text: output.spoken.text, sources: kept }, SPOKEN_CHARACTERS, marking);
  if (spoken === '') return undefined;
  const numberOf = (source: BookedSource): number => cited.indexOf(source) + 1;
  const lineOf =
    (kind: AnswerLine['kind']) =>
    (supported: Supported): AnswerLine => ({
      kind,
      text: shown(supported, LINE_CHARACTERS, marking),
      n: numberOf(bestFor(supported)),
    });
  const lines = [...steps.map(lineOf('step')), ...claims.map(lineOf('point'))].filter(({ text }) => text !== '');
  const citations = cited.map((source) => source.cite(numberOf(source)));
  const spokenMarks = kept.map((source) => `[${numberOf(source)}]`).join(' ');
  return {
    outcome: 'answered',
    mode: 'model',
    spoken,
    text: [`${spoken} ${spokenMarks}`, ...lines.map(({ text, n }) => `${text} [${n}]`)].join('\n'),
    lines,
    citations,
    notices: [...modelNotices(spoken, draft, marking.unproven), ...sourceNotices(citations, book, draft)],
    followUps: draft.followUps,
  };
}

interface Supported {
  text: string;
  /** Never empty. */
  sources: readonly BookedSource[];
}

/** Those of the numbers that the model was really shown, each once, in its order. */
function sourcesOf({ sources }: SupportedText, book: SourceBook): BookedSource[] {
  return [...new Set(sources)].flatMap((n) => book.sources.find((source) => source.n === n) ?? []);
}

function supportedBy(book: SourceBook, texts: readonly SupportedText[]): Supported[] {
  return texts
    .map((text) => ({ text: text.text, sources: sourcesOf(text, book) }))
    .filter(({ sources }) => sources.length > 0);
}

/** The source that says most of the line's figures; the first one named when they are equal. */
function bestFor({ text, sources }: Supported): BookedSource {
  const figures = figuresOf(text);
  const said = (source: BookedSource): number => figures.filter((figure) => isSaidIn(figure, source.figures)).length;
  return sources.reduce((best, source) => (said(source) > said(best) ? source : best));
}

interface Marking {
  hosts: ReadonlySet<string>;
  mark: string;
  unproven: Set<string>;
}

function shown({ text, sources }: Supported, characters: number, { hosts, mark, unproven }: Marking): string {
  const plain = plainModelText(text, { characters, hosts });
  const known = sources.flatMap(({ figures }) => figures);
  const missing = figuresOf(plain).filter((figure) => !isSaidIn(figure, known));
  for (const figure of missing) unproven.add(figure.text);
  // From the end, so that places stay right.
  return missing.reduceRight((marked, { at, text: figure }) => {
    const end = at + figure.length;
    return `${marked.slice(0, end)} (${mark})${marked.slice(end)}`;
  }, plain);
}

function hostsOf(cited: readonly BookedSource[]): Set<string> {
  const urls = cited.map(({ ranked }) => URL.parse(ranked?.passage.url ?? ''));
  return new Set(urls.flatMap((url) => (url?.protocol === 'https:' ? [url.host] : [])));
}

function modelNotices(spoken: string, draft: Answer, unproven: ReadonlySet<string>): ModelNotice[] {
  const difference = differenceOf(figuresOf(draft.outcome === 'answered' ? draft.spoken : ''), figuresOf(spoken));
  return [
    ...(difference === undefined ? [] : [{ kind: 'differs' as const, ...difference }]),
    ...(unproven.size === 0 ? [] : [{ kind: 'unproven' as const, figures: [...unproven] }]),
  ];
}

/** Figures of one kind that both sentences have and none of which is the same. */
function differenceOf(
  before: readonly Figure[],
  now: readonly Figure[],
): { before: string[]; now: string[] } | undefined {
  for (const { kind } of before.filter((figure) => figure.kind !== '' && figure.kind !== 'email')) {
    const [said, says] = [before, now].map((figures) => figures.filter((figure) => figure.kind === kind));
    if (said === undefined || says === undefined || says.length === 0) continue;
    if (says.some((figure) => isSaidIn(figure, said))) continue;
    return { before: said.map(({ text }) => text), now: says.map(({ text }) => text) };
  }
  return undefined;
}

/** What was said about the draft's own sources; the answer has others. The rest holds for any answer. */
const OF_DRAFT: ReadonlySet<string> = new Set(['superseded', 'instructs', 'closest']);

/** What to know about the sources; the model may have been shown ones that the draft never saw. */
function sourceNotices(citations: readonly Citation[], { sources }: SourceBook, draft: Answer): Answer['notices'] {
  const ranked = sources.flatMap((source) => source.ranked ?? []);
  const ids = new Set(citations.map(({ passageId }) => passageId));
  const carried = draft.notices.filter(({ kind }) => !OF_DRAFT.has(kind));
  return [
    ...carried,
    ...notices(
      ranked.filter(({ passage }) => ids.has(passage.passageId)),
      ranked,
    ),
  ];
}

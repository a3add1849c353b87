import type { DraftNote } from '../../domain/callNote.ts';
import type { Customer } from '../../domain/customer.ts';
import { pseudonymsOf } from '../../domain/personalData/pseudonyms.ts';
import type { Transcript } from '../../domain/transcript.ts';
import { type Fence, fence } from '../../model/fence.ts';
import { sayMasked } from '../../model/sayMasked.ts';
import { AttackedModel, shieldTexts } from '../../model/shieldTexts.ts';
import { budgetState, type TokenLimits } from '../../model/tokenBudget.ts';
import type { Clock } from '../../ports/clock.ts';
import { type LanguageModel, type ModelReply, ModelUnavailable } from '../../ports/languageModel.ts';
import type { Log } from '../../ports/log.ts';
import type { Mask } from '../../ports/mask.ts';
import { type PromptShield, ShieldUnavailable } from '../../ports/promptShield.ts';
import type { TokenUses } from '../../ports/tokenUses.ts';
import type { Language } from '../../domain/language.ts';
import { listUnits } from '../draft/spokenUnit.ts';
import { markUnits } from '../draft/markUnits.ts';
import { checkNote } from './checkNote.ts';
import type { SaidLines } from './evidence.ts';
import { judgeSentences } from './judge/judgeSentences.ts';
import { type NoteOutput, NOTE_SCHEMA, readNoteOutput } from './noteOutput.ts';
import { mergeText, noteInstructions, transcriptText, wishText } from './notePrompt.ts';
import { type Proven, proveNote, sentencesToJudge } from './proveNote.ts';
import { type NumberedLine, splitCall } from './splitCall.ts';

/** A call whose note was put together already, and who pays for a better one. */
export interface CallToNote {
  transcript: Transcript;
  draft: DraftNote;
  /** Whoever the call may be with, so that their names and numbers never reach the model. */
  records: readonly Customer[];
  dispositions: readonly string[];
  /** What the agent wants otherwise, in their words. */
  wish?: string;
  /** Of the few words that are the note's own. */
  language: Language;
  account: { agentId: string; conversationId: string; callId?: string | undefined };
  withinMs: number;
}

/** What writing with a model needs. */
export interface WritePorts {
  model: LanguageModel;
  tokenUses: Pick<TokenUses, 'add' | 'reserve'>;
  /** A second look at what the model is about to read; none when left out. */
  shield?: PromptShield | undefined;
  limits: TokenLimits;
  clock: Clock;
  log: Log;
}

/** Why the note stays as it was put together. */
export type NotWritten = 'budget' | 'late' | 'down' | 'filtered' | 'malformed' | 'unfounded' | 'too-long';

const PARTS_AT_ONCE = 4;
const CHARACTERS_PER_TOKEN = 4;
/** Instructions, schema and the note itself. */
const TOKENS_AROUND = 2500;
/** The call is read to be noted, and its lines once more to judge the note. */
const READINGS = 2;

/**
 * The note as a model writes it, each sentence checked against what was said; or why it stays as it is. Never throws for
 * a model that is away, late, over its budget or wrong.
 */
export async function writeNote(
  call: CallToNote,
  ports: WritePorts,
  signal: AbortSignal,
): Promise<DraftNote | NotWritten> {
  const parts = splitCall(call.transcript.utterances);
  if (parts === undefined) return 'too-long';
  // Set aside first: of many calls that end at the same moment none sees room that the others use.
  const letters = call.transcript.utterances.reduce((sum, { text }) => sum + text.length, 0);
  const input = READINGS * (TOKENS_AROUND + Math.ceil(letters / CHARACTERS_PER_TOKEN));
  const aside = { ...call.account, input, output: 0, at: ports.clock.now() };
  const spent = await ports.tokenUses.reserve(aside, (before) => !budgetState(before, ports.limits).isOut);
  if (budgetState(spent, ports.limits).isOut) return 'budget';
  try {
    const mask = pseudonymsOf(call.records);
    const giveUpAt = performance.now() + call.withinMs;
    return await askAndCheck(call, { parts, ports, mask, around: fence(), giveUpAt }, signal);
  } finally {
    await ports.tokenUses.add({ ...aside, input: -input });
  }
}

async function askAndCheck(call: CallToNote, asking: Asking, signal: AbortSignal): Promise<DraftNote | NotWritten> {
  const { ports } = asking;
  const output = await ask(call, asking, signal).catch((error: unknown): NotWritten => {
    if (signal.aborted) return 'late';
    if (error instanceof AttackedModel) return 'filtered';
    if (error instanceof ShieldUnavailable) {
      ports.log.warn({ reason: error.message }, 'nobody could look at what the model would read');
      return 'down';
    }
    if (!(error instanceof ModelUnavailable)) throw error;
    ports.log.warn({ reason: error.message, status: error.status }, 'model unavailable');
    return 'down';
  });
  if (typeof output === 'string') return output;
  const { transcript, draft, dispositions, language } = call;
  const said: SaidLines = { utterances: transcript.utterances, units: markUnits(listUnits(transcript)) };
  const proven = proveNote(output, said);
  const verdicts = await judge(call, { ...asking, sentences: sentencesToJudge(proven) }, signal);
  return checkNote({ output, proven }, { said, draft, dispositions, language, verdicts }) ?? 'unfounded';
}

/** Sentences without a verdict where the time is over: the note is worth showing all the same. */
function judge(
  { transcript: { utterances }, account }: CallToNote,
  { ports, mask, around, giveUpAt, sentences }: Asking & { sentences: readonly Proven[] },
  signal: AbortSignal,
): ReturnType<typeof judgeSentences> {
  const withinMs = giveUpAt - performance.now();
  return judgeSentences({ sentences, utterances, fence: around, mask, account, withinMs }, ports, signal);
}

interface Asking {
  parts: readonly (readonly NumberedLine[])[];
  ports: WritePorts;
  mask: Mask;
  around: Fence;
  /** When nobody waits any longer, as performance.now() counts. */
  giveUpAt: number;
}

async function ask(
  call: CallToNote,
  { parts, ports, mask, around, giveUpAt }: Asking,
  signal: AbortSignal,
): Promise<NoteOutput | NotWritten> {
  const instructions = noteInstructions({ dispositions: call.dispositions, mark: around.mark });
  const say = async (text: string): Promise<NoteOutput | NotWritten> => {
    const withinMs = giveUpAt - performance.now();
    const messages = [{ role: 'person', text } as const];
    const request = { instructions, messages, schema: NOTE_SCHEMA, withinMs };
    return outputOf(await sayMasked({ request, mask, account: call.account }, ports, signal));
  };
  const wish = call.wish === undefined ? '' : wishText(call.wish, around);
  const leftOut = instructingLines(call.transcript);
  const texts = parts.map((part) => transcriptText(part, leftOut, around) + wish);
  const shielded = { shield: ports.shield, mask, log: ports.log };
  const mayRead = await shieldTexts({ question: call.wish ?? '', texts }, shielded, signal);
  if (!mayRead.every(Boolean)) return 'filtered';
  const notes = await noteParts(texts, say);
  const [only] = notes;
  if (notes.length === 1 && only !== undefined) return only;
  const good = notes.filter((note) => typeof note !== 'string');
  const wrong = notes.find((note) => typeof note === 'string');
  return wrong ?? say(mergeText(good, around) + wish);
}

async function noteParts(
  texts: readonly string[],
  say: (text: string) => Promise<NoteOutput | NotWritten>,
): Promise<(NoteOutput | NotWritten)[]> {
  const notes: (NoteOutput | NotWritten)[] = [];
  for (let from = 0; from < texts.length; from += PARTS_AT_ONCE) {
    notes.push(...(await Promise.all(texts.slice(from, from + PARTS_AT_ONCE).map(say))));
  }
  return notes;
}

/** What was said to a machine is not even shown to one. */
function instructingLines(transcript: Transcript): ReadonlySet<number> {
  const units = markUnits(listUnits(transcript));
  return new Set(units.filter(({ instructs }) => instructs).map(({ utterance }) => utterance));
}

function outputOf({ output, none }: ModelReply): NoteOutput | NotWritten {
  if (none === 'filtered' || none === 'refused') return 'filtered';
  return (none === undefined ? readNoteOutput(output) : undefined) ?? 'malformed';
}

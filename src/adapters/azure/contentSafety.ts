import { z } from 'zod';
import { type PromptShield, type ShieldVerdict, ShieldUnavailable } from '../../ports/promptShield.ts';

/** A Content Safety resource, asked with a key or as the identity this process runs as. */
export interface ContentSafetySettings {
  endpoint: string;
  apiKey?: string | undefined;
  token?: (() => Promise<string>) | undefined;
}

/** What the service takes in one request: documents, and characters of all of them and of the prompt. */
const DOCUMENTS = 5;
const CHARACTERS = 10_000;
/** Nobody on a call waits longer for a second look. */
const DEADLINE_MS = 2_000;

const analysis = z.object({ attackDetected: z.boolean() });
const verdict = z.object({ userPromptAnalysis: analysis, documentsAnalysis: z.array(analysis).default([]) });

/**
 * Prompt shields of Azure AI Content Safety: `POST /contentsafety/text:shieldPrompt`, API version 2024-09-01. More
 * documents than one request takes go in several at the same time; a long one in pieces, each of which counts.
 */
export function contentSafety(settings: ContentSafetySettings): PromptShield {
  return {
    check: async (prompt, documents, signal) => {
      const either = AbortSignal.any([signal, AbortSignal.timeout(DEADLINE_MS)]);
      const pieces = documents.flatMap((text, document) => piecesOf(text).map((piece) => ({ document, piece })));
      const batches = batchesOf(pieces);
      const asked = batches.length === 0 ? [[]] : batches;
      const verdicts = await Promise.all(
        asked.map((batch) => ask({ prompt, documents: batch.map(({ piece }) => piece) }, settings, either)),
      );
      const found = new Set(
        asked.flatMap((batch, at) =>
          batch.flatMap(({ document }, n) => (verdicts[at]?.documents[n] ? [document] : [])),
        ),
      );
      return {
        isAttack: verdicts.some(({ isAttack }) => isAttack),
        documents: documents.map((_, at) => found.has(at)),
      };
    },
  };
}

interface Piece {
  document: number;
  piece: string;
}

function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  for (let from = 0; from < text.length; from += CHARACTERS) {
    pieces.push(text.slice(from, from + CHARACTERS).toWellFormed());
  }
  return pieces;
}

function batchesOf(pieces: readonly Piece[]): Piece[][] {
  const batches: Piece[][] = [];
  let characters = 0;
  for (const piece of pieces) {
    const last = batches.at(-1);
    if (last === undefined || last.length === DOCUMENTS || characters + piece.piece.length > CHARACTERS) {
      batches.push([piece]);
      characters = piece.piece.length;
    } else {
      last.push(piece);
      characters += piece.piece.length;
    }
  }
  return batches;
}

async function ask(
  { prompt, documents }: { prompt: string; documents: readonly string[] },
  { endpoint, apiKey, token }: ContentSafetySettings,
  signal: AbortSignal,
): Promise<ShieldVerdict> {
  try {
    const response = await fetch(new URL('/contentsafety/text:shieldPrompt?api-version=2024-09-01', endpoint), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(apiKey === undefined
          ? { authorization: `Bearer ${(await token?.()) ?? ''}` }
          : { 'ocp-apim-subscription-key': apiKey }),
      },
      body: JSON.stringify({ userPrompt: prompt.slice(0, CHARACTERS).toWellFormed(), documents }),
      redirect: 'error',
      signal,
    });
    if (!response.ok) {
      // Not what the service says: it may repeat the prompt.
      await response.body?.cancel();
      throw new ShieldUnavailable(`Content Safety answered ${response.status}.`);
    }
    const { userPromptAnalysis, documentsAnalysis } = verdict.parse(await response.json());
    if (documentsAnalysis.length !== documents.length) {
      throw new ShieldUnavailable('Content Safety did not look at every document.');
    }
    const attacks = documentsAnalysis.map(({ attackDetected }) => attackDetected);
    return { isAttack: userPromptAnalysis.attackDetected, documents: attacks };
  } catch (error) {
    if (error instanceof ShieldUnavailable) throw error;
    throw new ShieldUnavailable('Content Safety did not answer.', { cause: error });
  }
}

import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

interface ShieldBody {
  userPrompt?: unknown;
  documents?: unknown;
}

/** A server on this machine that holds clients to `text:shieldPrompt` and keeps what they sent. */
export interface ContentSafetyServer {
  url: string;
  asked: { userPrompt: string; documents: string[]; credential: string }[];
  /** Requests that broke the contract, in a few words. */
  broken: string[];
  /** Answers with this status from now on; 'hang' not at all. */
  fail(fault: number | 'hang' | undefined): void;
  close(): Promise<void>;
}

/** An attack is whatever says so, in a prompt as in a document. */
const ATTACK = /ATTACK/;
const ADDRESS = '/contentsafety/text:shieldPrompt?api-version=2024-09-01';
const CHARACTERS = 10_000;

/** Starts the server. */
export async function startContentSafety(): Promise<ContentSafetyServer> {
  const [asked, broken]: [ContentSafetyServer['asked'], string[]] = [[], []];
  let fault: number | 'hang' | undefined;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString()) as ShieldBody;
      const refusal = refusalOf(request, body);
      if (refusal !== undefined) broken.push(refusal);
      if (fault === 'hang') return;
      const status = fault ?? (refusal === undefined ? 200 : 400);
      const { userPrompt, documents } = body as { userPrompt: string; documents: string[] };
      if (status === 200) asked.push({ userPrompt, documents, credential: credentialOf(request) });
      const verdict = {
        userPromptAnalysis: { attackDetected: ATTACK.test(userPrompt) },
        documentsAnalysis: documents.map((document) => ({ attackDetected: ATTACK.test(document) })),
      };
      const error = { error: { code: 'InvalidRequestBody', message: refusal ?? 'fault' } };
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(status === 200 ? verdict : error));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    broken,
    fail: (next) => (fault = next),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function credentialOf({ headers }: IncomingMessage): string {
  return headers['ocp-apim-subscription-key']?.toString() ?? headers.authorization ?? '';
}

function refusalOf(request: IncomingMessage, { userPrompt, documents }: ShieldBody): string | undefined {
  if (request.method !== 'POST' || request.url !== ADDRESS) return `${request.method} ${request.url}`;
  if (credentialOf(request) === '') return 'no credential';
  if (typeof userPrompt !== 'string' || userPrompt.length > CHARACTERS) return 'the prompt is missing or too long';
  if (!Array.isArray(documents) || documents.length > 5) return 'more than five documents';
  const characters = (documents as string[]).reduce((sum, { length }) => sum + length, 0);
  return characters > CHARACTERS ? 'documents are too long' : undefined;
}

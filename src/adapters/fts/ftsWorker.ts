// The worker thread's entry: node:sqlite works synchronously, and the bot must go on listening meanwhile.
import { parentPort, workerData } from 'node:worker_threads';
import type { FtsReply, FtsRequest } from './ftsMessages.ts';
import { type Fts, type FtsPlace, openFts } from './openFts.ts';

await serve();

async function serve(): Promise<void> {
  const fts = await openFts(workerData as FtsPlace);
  // Requests sent earlier have waited in the port.
  parentPort?.on('message', (request: FtsRequest) => void answer(request, fts));
  send({ kind: 'ready' });
}

async function answer({ id, task, expiresAtMillis }: FtsRequest, fts: Fts): Promise<void> {
  if (Date.now() > expiresAtMillis) return;
  try {
    switch (task.kind) {
      case 'search':
        return send({ kind: 'found', id, passages: await fts.search(task.query) });
      case 'countDocuments':
        return send({ kind: 'counted', id, documents: await fts.countDocuments(task.groups) });
      case 'close':
        await fts.close();
        parentPort?.close();
        return;
    }
  } catch (error) {
    send({ kind: 'failed', id, reason: error instanceof Error ? error.message : String(error) });
  }
}

function send(reply: FtsReply): void {
  parentPort?.postMessage(reply);
}

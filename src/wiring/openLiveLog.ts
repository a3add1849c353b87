import type { Log } from '../ports/log.ts';
import type { UtteranceLog } from '../ports/utteranceLog.ts';
import type { LiveLogPlace } from './kafkaSettings.ts';

/**
 * The log of live text at this place; connects at first use. `identity` is the client id of a managed identity. Client
 * and credential are loaded here, where they are used.
 */
export async function openLiveLog(
  { proof, ...place }: LiveLogPlace,
  identity: string | undefined,
  log: Log,
): Promise<UtteranceLog> {
  const { kafkaLog } = await import('../adapters/kafka/kafkaLog.ts');
  if (proof?.mechanism !== 'oauthbearer') return kafkaLog({ ...place, proof }, log);
  const { azureCredential } = await import('../adapters/azure/azureCredential.ts');
  const credential = await azureCredential(identity);
  // The credential keeps a token and brings another one some minutes before it ends.
  const token = async (abortSignal: AbortSignal): Promise<string> => {
    const made = await credential.getToken(proof.scope, { abortSignal });
    if (made === null) throw new Error('This process has no identity that Azure could know.');
    return made.token;
  };
  return kafkaLog({ ...place, proof: { mechanism: 'oauthbearer', token } }, log);
}

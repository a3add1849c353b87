import { azureCredential } from '../adapters/azure/azureCredential.ts';
import { acsSms } from '../adapters/sms/acsSms.ts';
import { smppSender } from '../adapters/sms/smppSender.ts';
import type { Log } from '../ports/log.ts';
import { type SmsListener, SmsNotSent, type SmsSender } from '../ports/smsSender.ts';
import type { SmsPlace } from './smsSettings.ts';

/** Whoever carries SMS by the settings. `identity` is the client id of a managed identity. */
export async function openSms(
  { place, identity }: { place: SmsPlace; identity: string | undefined },
  { listener, log }: { listener: SmsListener; log: Log },
): Promise<SmsSender> {
  if (place.kind === 'smpp') return smppSender(place, listener, log);
  const { endpoint, sender, key } = place;
  if (key !== undefined) return acsSms({ endpoint, sender, proof: { kind: 'key', key } });
  const credential = await azureCredential(identity);
  const token = async (scope: string): Promise<string> => {
    const made = await credential.getToken(scope);
    if (made === null) throw new SmsNotSent('This process has no identity that Azure could know.');
    return made.token;
  };
  return acsSms({ endpoint, sender, proof: { kind: 'token', token } });
}

import { X509Certificate } from 'node:crypto';
import { connect } from 'node:tls';
import type { Config } from '../config.ts';
import type { Check } from '../../domain/check.ts';

const DAY_MS = 86_400_000;
const WARN_DAYS = 30;
const CONNECT_MS = 5000;

/** What ends some day, and in how many days: client secrets, our certificate for SIPREC, the one at PUBLIC_URL. */
export async function expiries(
  config: Pick<Config, 'bot' | 'signIn' | 'secretExpiry' | 'siprec' | 'publicUrl'>,
  now: Date,
): Promise<Check[]> {
  const secrets = [
    ...(config.signIn === undefined ? [] : ['AAD_APP_CLIENT_SECRET']),
    ...(config.bot.kind === 'SingleTenant' ? ['BOT_PASSWORD'] : []),
  ];
  return [
    ...secrets.map((name) => secret(name, config.secretExpiry[name], now)),
    ...(config.siprec?.tls === undefined ? [] : [ownCertificate(config.siprec.tls.identity.certificate, now)]),
    ...(config.publicUrl?.startsWith('https://') === true ? [await publicCertificate(config.publicUrl, now)] : []),
  ];
}

function secret(name: string, endsAt: Date | undefined, now: Date): Check {
  const check = `secret ${name}`;
  if (endsAt !== undefined) return ending(check, endsAt, { now, fix: 'make a new secret in the app registration' });
  const fix = `set SECRET_EXPIRY=${name}=<date> from the app registration, to be warned`;
  return { check, state: 'warn', detail: 'nobody said when it ends', fix };
}

function ownCertificate(pem: string, now: Date): Check {
  const check = 'certificate SIPREC_TLS_CERT';
  try {
    const endsAt = new Date(new X509Certificate(pem).validTo);
    return ending(check, endsAt, { now, fix: 'renew it, then restart: calls over TLS stop with it' });
  } catch {
    return { check, state: 'fail', detail: 'cannot be read', fix: 'it must be a certificate in PEM' };
  }
}

async function publicCertificate(publicUrl: string, now: Date): Promise<Check> {
  const check = 'certificate PUBLIC_URL';
  try {
    const endsAt = await certificateEnd(new URL(publicUrl));
    return ending(check, endsAt, { now, fix: 'renew it: Teams does not call a bot whose certificate has ended' });
  } catch (error) {
    const detail = `not seen from here: ${error instanceof Error ? error.message : String(error)}`;
    return { check, state: 'warn', detail, fix: 'check PUBLIC_URL, or run doctor where it can be reached' };
  }
}

/** Looks at the certificate whoever signed it: an ended one is to be named, not refused. */
function certificateEnd({ hostname, port }: URL): Promise<Date> {
  return new Promise((resolve, reject) => {
    const socket = connect({
      host: hostname,
      port: Number(port || 443),
      servername: hostname,
      rejectUnauthorized: false,
    });
    socket.setTimeout(CONNECT_MS, () => socket.destroy(new Error('no answer within 5 seconds')));
    socket.once('secureConnect', () => {
      resolve(new Date(socket.getPeerCertificate().valid_to));
      socket.destroy();
    });
    socket.once('error', reject);
  });
}

function ending(check: string, endsAt: Date, { now, fix }: { now: Date; fix: string }): Check {
  const days = Math.floor((endsAt.getTime() - now.getTime()) / DAY_MS);
  if (days < 0) return { check, state: 'fail', detail: `ended ${-days} days ago`, fix, days };
  const detail = `ends in ${days} days`;
  return days < WARN_DAYS ? { check, state: 'warn', detail, fix, days } : { check, state: 'ok', detail, days };
}

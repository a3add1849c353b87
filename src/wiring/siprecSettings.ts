import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { z } from 'zod';
import { allowList, WrongNetwork } from '../telephony/siprec/transport/allowList.ts';
import type { SiprecSettings } from '../telephony/siprec/startSiprec.ts';

const PLACE = /^(?:\[([\da-f:.]+)\]|([\d.]+)):(\d{1,5})$/i;
const place = z.string().regex(PLACE, 'must be an address and a port, such as 10.0.0.4:5060');

/** Settings that let an operator's SBC send live calls; without SIPREC_LISTEN and SIPREC_TLS_LISTEN nothing listens. */
export const siprecSettings = {
  SIPREC_LISTEN: place.optional().describe('Address and port for SIPREC over UDP and TCP, such as 10.0.0.4:5060.'),
  SIPREC_TLS_LISTEN: place.optional().describe('Address and port for SIPREC over TLS with client certificates.'),
  SIPREC_ALLOW: z
    .string()
    .optional()
    .describe('Addresses and networks of the SBCs, comma separated. Nobody else gets an answer.'),
  SIPREC_ADDRESS: z
    .string()
    .refine((text) => isIP(text) !== 0, 'must be an IP address')
    .optional()
    .describe('Address told to the SBC for SIP and RTP, where it is another than the one listened on.'),
  SIPREC_RTP_PORTS: z
    .string()
    .regex(/^\d{4,5}-\d{4,5}$/, 'must be two ports, such as 20000-29998')
    .default('20000-29998')
    .describe('UDP ports on which voices come in; each voice takes an even one.'),
  SIPREC_MAX_CALLS: z.coerce
    .number()
    .int()
    .min(1)
    .max(5000)
    .default(200)
    .describe('Live calls of one process; the SBC is sent elsewhere with more.'),
  SIPREC_TLS_CERT: z.string().min(1).optional().describe('File of our certificate for SIPREC over TLS, in PEM.'),
  SIPREC_TLS_KEY: z.string().min(1).optional().describe('File of the key of SIPREC_TLS_CERT, in PEM.'),
  SIPREC_TLS_CLIENT_CA: z
    .string()
    .min(1)
    .optional()
    .describe("File of the authorities that sign the SBCs' certificates, in PEM."),
};

type Values = z.infer<z.ZodObject<typeof siprecSettings>>;

/** The recording server that the settings name; adds a sentence to `problems` for each that cannot work. */
export function readSiprec(values: Values, problems: string[]): SiprecSettings | undefined {
  const listen = placeIn(values.SIPREC_LISTEN);
  const tlsListen = placeIn(values.SIPREC_TLS_LISTEN);
  const host = (listen ?? tlsListen)?.host;
  if (host === undefined) return undefined;
  const address = values.SIPREC_ADDRESS ?? host;
  if (address === '0.0.0.0' || address === '::') {
    problems.push('SIPREC_ADDRESS is missing: the SBC must be told one address to send voices to.');
  }
  const [first = 0, last = 0] = values.SIPREC_RTP_PORTS.split('-').map(Number);
  if (first % 2 !== 0 || first < 1024 || last > 65535 || last <= first) {
    problems.push('SIPREC_RTP_PORTS must go from an even port above 1023 to a higher one.');
  }
  return {
    listen,
    tls: tlsListen && readTls(tlsListen, values, problems),
    allow: readAllow(values.SIPREC_ALLOW, problems),
    address,
    rtpPorts: { first, last },
    mostCalls: values.SIPREC_MAX_CALLS,
  };
}

function placeIn(value: string | undefined): { host: string; port: number } | undefined {
  const [, six, four, port] = PLACE.exec(value ?? '') ?? [];
  const host = six ?? four;
  return host === undefined ? undefined : { host, port: Number(port) };
}

function readAllow(value: string | undefined, problems: string[]): string[] {
  const networks = (value ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  if (networks.length === 0) problems.push('SIPREC_ALLOW is missing: name the addresses of the SBCs.');
  try {
    allowList(networks);
  } catch (error) {
    if (!(error instanceof WrongNetwork)) throw error;
    problems.push(`SIPREC_ALLOW: ${error.message}`);
  }
  return networks;
}

function readTls(
  listen: { host: string; port: number },
  values: Values,
  problems: string[],
): NonNullable<SiprecSettings['tls']> {
  const read = (name: 'SIPREC_TLS_CERT' | 'SIPREC_TLS_KEY' | 'SIPREC_TLS_CLIENT_CA'): string => {
    try {
      return readFileSync(values[name] ?? '', 'utf8');
    } catch {
      problems.push(`${name} must name a file that can be read, as SIPREC_TLS_LISTEN is set.`);
      return '';
    }
  };
  const [certificate, key] = [read('SIPREC_TLS_CERT'), read('SIPREC_TLS_KEY')];
  return { listen, identity: { certificate, key, clientAuthorities: read('SIPREC_TLS_CLIENT_CA') } };
}

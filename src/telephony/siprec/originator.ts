import { readAddress } from './sip/headerValues.ts';
import { headerOf, listOf, type SipRequest } from './sip/message.ts';

/** What the operator says of where a call comes from. Numbers in it are personal data: hash them before keeping any. */
export interface Originator {
  /** URIs of P-Asserted-Identity (RFC 3325, section 9.1). */
  assertedIdentities: readonly string[];
  /** Who sent the call on, the last first (RFC 5806). */
  diversions: readonly { uri: string; reason: string }[];
  /** The operator's word for the number (RFC 8588): A full, B partial, C gateway. Unsigned where no PASSporT came. */
  attestation?: 'A' | 'B' | 'C';
  /** Result of the operator's own check, such as TN-Validation-Passed (3GPP TS 24.229, section 7.2A.20). */
  verification?: string;
}

const MOST = 10;
/** The values of TS 24.229 and, with the attestation behind them, of ATIS-1000074; who calls may have written any other. */
const VERSTAT = /^(?:No-TN-Validation|TN-Validation-(?:Passed|Failed)(?:-[ABC])?)$/i;

/** Reads the originator from an INVITE. Signatures are the operator's to check: we hold no certificates of carriers. */
export function readOriginator(invite: SipRequest): Originator {
  const asserted = listOf(invite, 'p-asserted-identity').slice(0, MOST).map(readAddress);
  const diversions = listOf(invite, 'diversion')
    .slice(0, MOST)
    .map(readAddress)
    .map(({ uri, parameters }) => ({ uri: withoutParameters(uri), reason: parameters.reason ?? 'unknown' }));
  const attestation = attestationOf(invite);
  const verification = [...asserted, readAddress(headerOf(invite, 'from') ?? '')]
    .map(({ uri, parameters }) => parameters.verstat ?? /;verstat=([\w-]{1,60})/i.exec(uri)?.[1])
    .find((verstat) => verstat !== undefined && VERSTAT.test(verstat));
  return {
    assertedIdentities: asserted.map(({ uri }) => withoutParameters(uri)),
    diversions,
    ...(attestation === undefined ? {} : { attestation }),
    ...(verification === undefined ? {} : { verification }),
  };
}

/** The digits of a tel: or sip: URI or of a plain number, to compare two of them; empty when it is none (RFC 3966). */
export function digitsOf(uri: string): string {
  const user = uri.replace(/^(?:tel|sips?):/i, '').replace(/[@;].*$/s, '');
  return /^\+?[\d().\-\s]+$/.test(user) ? user.replace(/\D/g, '') : '';
}

function attestationOf(invite: SipRequest): Originator['attestation'] {
  const said = headerOf(invite, 'p-attestation-indicator') ?? headerOf(invite, 'attestation-info') ?? '';
  return gradeOf(said.trim()) ?? gradeOf(passportOf(headerOf(invite, 'identity') ?? ''));
}

/** The claim `attest` of a PASSporT (RFC 8224, section 4; RFC 8588, section 4). */
function passportOf(identity: string): unknown {
  const [, payload] = /^\s*[\w-]+\.([\w-]{1,8000})\./.exec(identity) ?? [];
  if (payload === undefined) return undefined;
  try {
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as unknown;
    return typeof claims === 'object' && claims !== null && 'attest' in claims ? claims.attest : undefined;
  } catch {
    // No PASSporT: the call goes on without a word from the operator.
    return undefined;
  }
}

function gradeOf(said: unknown): Originator['attestation'] {
  return said === 'A' || said === 'B' || said === 'C' ? said : undefined;
}

function withoutParameters(uri: string): string {
  return uri.replace(/;.*$/s, '');
}

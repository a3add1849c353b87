import { BlockList, isIP } from 'node:net';

/** Says whether an address may speak to the recording server. */
export type AllowList = (address: string) => boolean;

/** An address or a network such as 192.0.2.0/24 that is none. */
export class WrongNetwork extends Error {
  override name = 'WrongNetwork';
  readonly network: string;
  constructor(network: string) {
    super(`"${network}" is no address and no network such as 192.0.2.0/24.`);
    this.network = network;
  }
}

/** Reads addresses and networks (RFC 4632). Throws WrongNetwork for one that is none. */
export function allowList(networks: readonly string[]): AllowList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', prefix] = network.split('/');
    const family = familyOf(address);
    const bits = family === 'ipv4' ? 32 : 128;
    const length = prefix === undefined ? bits : Number(prefix);
    if (isIP(address) === 0 || !/^\d{1,3}$/.test(prefix ?? '0') || length > bits) throw new WrongNetwork(network);
    list.addSubnet(address, length, family);
  }
  return (address) => {
    const plain = plainAddress(address);
    return isIP(plain) !== 0 && list.check(plain, familyOf(plain));
  };
}

/** An IPv4 address that a socket of both families shows as IPv6 (RFC 4291, section 2.5.5.2) as it is written elsewhere. */
export function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}

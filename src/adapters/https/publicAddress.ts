import { BlockList, isIP } from 'node:net';

/** Everything that is not the public internet (RFC 6890 and its IPv6 counterparts). */
const CLOSED = new BlockList();
const CLOSED_V4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/3'],
];
for (const net of CLOSED_V4) CLOSED.addSubnet(net.split('/')[0] ?? '', Number(net.split('/')[1]), 'ipv4');
// All of IPv6 that is not global unicast, and what carries an IPv4 address inside.
const OPEN_V6 = new BlockList();
OPEN_V6.addSubnet('2000::', 3, 'ipv6');
const CARRIERS = new BlockList();
for (const net of ['2001::/32', '2001:db8::/32', '2002::/16']) {
  CARRIERS.addSubnet(net.split('/')[0] ?? '', Number(net.split('/')[1]), 'ipv6');
}

/** True for an address of the public internet. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 4) return !CLOSED.check(address, 'ipv4');
  return isIP(address) === 6 && OPEN_V6.check(address, 'ipv6') && !CARRIERS.check(address, 'ipv6');
}

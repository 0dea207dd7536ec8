import { bareAddress, groupsOf } from './network.ts';

/*
 * Which addresses lie in the open internet. What somebody gives us to call must not lead into the company's own network, to this machine, or
 * to where a cloud tells its secrets (IANA's registries of special-purpose addresses).
 */

/** IPv4 networks that are nobody's in the open. */
const closed4: readonly (readonly [network: string, bits: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  // with the clouds' 169.254.169.254
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  // looks open, and is Azure's own to each of its machines
  ['168.63.129.16', 32],
];

/** IPv6 networks inside 2000::/3, which is all that is given out, that are nobody's in the open or carry another address inside. */
const closed6: readonly (readonly [network: string, bits: number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

/** Whether an address, as a resolver gives it, lies in the open internet. What is no address does not. */
export function isPublicAddress(address: string): boolean {
  const bare = bareAddress(address);
  const parts = quadOf(bare);
  if (parts !== null) return !closed4.some(([network, bits]) => numberOf(parts) >>> (32 - bits) === in4(network) >>> (32 - bits));
  if (!/^[\da-f:.]*:[\da-f:.]*$/i.test(bare)) return false;
  const groups = groupsOf(bare);
  if (groups.length !== 8 || groups.some((each) => !(each >= 0 && each <= 0xffff))) return false;
  // Networks without IPv4 reach it by this prefix: what counts is whom it leads to.
  if (begins(groups, '64:ff9b::', 96))
    return isPublicAddress(
      groups
        .slice(6)
        .flatMap((each) => [each >> 8, each & 255])
        .join('.'),
    );
  return begins(groups, '2000::', 3) && !closed6.some(([network, bits]) => begins(groups, network, bits));
}

function quadOf(text: string): readonly number[] | null {
  if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(text)) return null;
  const parts = text.split('.').map(Number);
  return parts.every((each) => each <= 255) ? parts : null;
}

const numberOf = ([a = 0, b = 0, c = 0, d = 0]: readonly number[]): number => ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
const in4 = (network: string): number => numberOf(network.split('.').map(Number));

function begins(groups: readonly number[], network: string, bits: number): boolean {
  return groupsOf(network).every((each, i) => {
    const counted = Math.min(16, Math.max(0, bits - i * 16));
    return ((groups[i] ?? 0) ^ each) >> (16 - counted) === 0;
  });
}

/** Names that mean this machine. */
const here: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Reads an address that webhooks are to be sent to: https to a place in the open internet; null for any other. `local`: for development,
 * this machine too, and by http. What a name leads to is looked at when something is sent, each time.
 */
export function webhookUrl(text: string, { local }: { readonly local: boolean }): URL | null {
  const url = URL.parse(text);
  if (url === null || url.username !== '' || url.password !== '' || url.hash !== '') return null;
  if (here.has(url.hostname) || url.hostname.endsWith('.localhost')) return local && /^https?:$/.test(url.protocol) ? url : null;
  if (url.protocol !== 'https:') return null;
  const isLiteral = /^[\d.]+$/.test(url.hostname) || url.hostname.startsWith('[');
  return isLiteral && !isPublicAddress(url.hostname) ? null : url;
}

/** Whether an address a name led to may be called. */
export function mayCall(url: URL, address: string, { local }: { readonly local: boolean }): boolean {
  return isPublicAddress(address) || (local && here.has(url.hostname) && ['127.0.0.1', '::1'].includes(bareAddress(address)));
}

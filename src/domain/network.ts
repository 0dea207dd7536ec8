/** An address as it counts: without a port, brackets or a zone, and IPv4 as such although it came by IPv6, however that is written. */
export function bareAddress(text: string): string {
  const bare = /^\[([^\]]*)\](:\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
  const address = bare.replace(/%.*$/, '');
  const mapped = mappedIn(address);
  return mapped === null ? address : mapped.flatMap((each) => [each >> 8, each & 255]).join('.');
}

/**
 * Names the network that counts as one sender: an IPv4 address, or the /64 of an IPv6 address, which one household has whole and could
 * send from any of its addresses.
 */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  const groups = groupsOf(address).slice(0, 4);
  return `${groups.map((each) => each.toString(16)).join(':')}::/64`;
}

/** The two last groups of an address that stands for an IPv4 one, `::ffff:c633:6405`; null for any other. */
function mappedIn(address: string): readonly number[] | null {
  if (!/^[\da-f:.]*:[\da-f:.]*$/i.test(address)) return null;
  const groups = groupsOf(address);
  const isMapped = groups.length === 8 && groups.slice(0, 5).every((each) => each === 0) && groups[5] === 0xffff;
  return isMapped ? groups.slice(6) : null;
}

/** The eight groups of an IPv6 address; an IPv4 address at its end stands for two of them. */
export function groupsOf(address: string): readonly number[] {
  const plain = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...parts) => {
    const [a = 0, b = 0, c = 0, d = 0] = parts.slice(0, 4).map(Number);
    return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
  });
  const [head = '', tail] = plain.split('::');
  const parts = (text: string) => (text === '' ? [] : text.split(':'));
  const [before, after] = [parts(head), parts(tail ?? '')];
  const zeros = tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0');
  return [...before, ...zeros, ...after].map((each) => Number.parseInt(each, 16));
}

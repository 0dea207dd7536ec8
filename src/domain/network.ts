/** An address as it counts: without a port, brackets or a zone, and IPv4 as such although it came by IPv6. */
export function bareAddress(text: string): string {
  const bare = /^\[([^\]]*)\](:\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
  return bare.replace(/%.*$/, '').replace(/^::ffff:(?=\d+\.)/i, '');
}

/**
 * Names the network that counts as one sender: an IPv4 address, or the /64 of an IPv6 address, which one household has whole and could
 * send from any of its addresses.
 */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  // An IPv4 address at the end stands for two groups, which no /64 depends on.
  const [head = '', tail] = address.replace(/:[\d.]+\.[\d.]+$/, ':0:0').split('::');
  const parts = (text: string) => (text === '' ? [] : text.split(':'));
  const [before, after] = [parts(head), parts(tail ?? '')];
  const zeros = tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0');
  const groups = [...before, ...zeros, ...after].slice(0, 4).map((each) => Number.parseInt(each, 16).toString(16));
  return `${groups.join(':')}::/64`;
}

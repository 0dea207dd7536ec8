import { BlockList, isIP } from 'node:net';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { bareAddress } from '../domain/network.ts';
import type { Log } from '../engine/deps.ts';

/** Tells which addresses are reverse proxies of the company's own. */
export type IsTrusted = (address: string) => boolean;

/** `proxies`: IP addresses, or networks with a prefix. */
export function trusting(proxies: readonly string[]): IsTrusted {
  const list = new BlockList();
  for (const proxy of proxies) {
    const [network = '', prefix] = proxy.split('/');
    const family = familyOf(network);
    if (prefix === undefined) list.addAddress(network, family);
    else list.addSubnet(network, Number(prefix), family);
  }
  return (address) => isIP(address) !== 0 && list.check(address, familyOf(address));
}

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/**
 * Finds the network address of whoever asks: the last one in `X-Forwarded-For` that no proxy of ours is, since everything before it is
 * what they say of themselves. Null for a proxy that names nobody, so a proxy is never taken for its clients.
 */
export function clientAddress(isTrusted: IsTrusted, log: Pick<Log, 'warn'>): (c: Context) => string | null {
  let isWarned = false;
  return (c) => {
    const peer = bareAddress(getConnInfo(c).remote.address ?? '');
    const forwarded = c.req.header('x-forwarded-for');
    if (!isTrusted(peer)) {
      if (forwarded !== undefined && !isWarned) {
        isWarned = true;
        log.warn({ peer }, 'X-Forwarded-For of an address that OKNO_TRUSTED_PROXIES does not name: its clients share its limits');
      }
      return peer === '' ? null : peer;
    }
    return named(forwarded ?? '', isTrusted);
  };
}

function named(forwarded: string, isTrusted: IsTrusted): string | null {
  for (const hop of forwarded.split(',').toReversed()) {
    const address = bareAddress(hop.trim());
    // What is no address was not written by a proxy of ours: nothing before it can be believed.
    if (isIP(address) === 0) return null;
    if (!isTrusted(address)) return address;
  }
  return null;
}

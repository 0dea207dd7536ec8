import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bareAddress, networkOf } from '../../src/domain/network.ts';

describe('an address', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['203.0.113.7:5123', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::FFFF:cb00:7107', '203.0.113.7'],
    ['0:0:0:0:0:ffff:cb00:7107', '203.0.113.7'],
    ['[::ffff:203.0.113.7]:443', '203.0.113.7'],
    ['::ffff:cb00:710z', '::ffff:cb00:710z'],
    ['::1:203.0.113.7', '::1:203.0.113.7'],
    ['[2001:db8::1]:443', '2001:db8::1'],
    ['fe80::1%eth0', 'fe80::1'],
  ])('%s counts as %s', (text, address) => {
    expect(bareAddress(text)).toBe(address);
  });
});

describe('a network', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:0001:2::9', '2001:db8:1:2::/64'],
    ['::1', '0:0:0:0::/64'],
    ['2001:db8::', '2001:db8:0:0::/64'],
    ['1::2:3:4:5:1.2.3.4', '1:0:2:3::/64'],
  ])('of %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  it('is one for all addresses of an IPv6 /64, and another for any other /64', () => {
    const [half, other] = [fc.tuple(fc.nat(65_535), fc.nat(65_535), fc.nat(65_535), fc.nat(65_535)), fc.ipV6()];
    const hex = (parts: readonly number[]) => parts.map((each) => each.toString(16)).join(':');
    fc.assert(
      fc.property(half, half, half, half, (net, net2, host, host2) => {
        const isSame = hex(net) === hex(net2);
        expect(networkOf(`${hex(net)}:${hex(host)}`) === networkOf(`${hex(net2)}:${hex(host2)}`)).toBe(isSame);
        expect(networkOf(`${hex(net)}:${hex(host)}`)).toBe(networkOf(`${hex(net)}:${hex(host2)}`));
      }),
    );
    fc.assert(
      fc.property(other, (address) => {
        expect(networkOf(bareAddress(address))).toMatch(/^([\d.]+|([0-9a-f]{1,4}:){4}:\/64)$/);
      }),
    );
  });
});

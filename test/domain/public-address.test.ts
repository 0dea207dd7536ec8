import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPublicAddress, mayCall, webhookUrl } from '../../src/domain/public-address.ts';

const outside = { local: false };
const here = { local: true };

describe('an address', () => {
  it.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '100.100.100.200',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.192',
    '192.168.1.1',
    '198.18.0.1',
    '203.0.113.9',
    '224.0.0.1',
    '255.255.255.255',
    '168.63.129.16',
    '::',
    '::1',
    '::7f00:1',
    '::ffff:127.0.0.1',
    '::ffff:a9fe:a9fe',
    '0:0:0:0:0:ffff:0a00:0001',
    '64:ff9b::a9fe:a9fe',
    '64:ff9b:1::1',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1%eth0',
    'ff02::1',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::',
    '3fff::1',
    'localhost',
    '1.2.3',
    '1.2.3.4.5',
    '300.1.1.1',
    '2606:4700::g',
    '',
  ])('%s is not called', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each([
    '1.1.1.1',
    '93.184.216.34',
    '172.15.255.255',
    '172.32.0.1',
    '100.63.255.255',
    '192.0.1.1',
    '2606:4700::1111',
    '2a00:1450:4010::8a',
    '::ffff:1.1.1.1',
    '64:ff9b::101:101',
  ])('%s is', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it('is called or not however it is written', () => {
    const quad = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255));
    fc.assert(
      fc.property(quad, ([a, b, c, d]) => {
        const plain = isPublicAddress(`${a}.${b}.${c}.${d}`);
        const hex = `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
        expect(isPublicAddress(`::ffff:${hex}`)).toBe(plain);
        expect(isPublicAddress(`0:0:0:0:0:FFFF:${hex}`)).toBe(plain);
        expect(isPublicAddress(`64:ff9b::${hex}`)).toBe(plain);
      }),
    );
  });
});

describe('the address of an endpoint', () => {
  it.each([
    'http://crm.example.com/okno',
    'ftp://crm.example.com/',
    'https://user:password@crm.example.com/',
    'https://crm.example.com/#part',
    'https://localhost/',
    'https://a.localhost/',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://[::1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://169.254.169.254/latest/meta-data',
    'not an address',
    '//crm.example.com',
  ])('is not %s', (text) => {
    expect(webhookUrl(text, outside)).toBeNull();
  });

  it('is https to a name or a place in the open', () => {
    expect(webhookUrl('https://crm.example.com:8443/okno?a=b', outside)?.href).toBe('https://crm.example.com:8443/okno?a=b');
    expect(webhookUrl('https://1.1.1.1/', outside)?.href).toBe('https://1.1.1.1/');
  });

  it('may be this machine, by http, for development alone', () => {
    expect(webhookUrl('http://localhost:3000/', here)?.port).toBe('3000');
    expect(webhookUrl('http://crm.example.com/', here)).toBeNull();
    expect(webhookUrl('https://10.0.0.1/', here)).toBeNull();
  });

  it('leads to this machine only where it says so', () => {
    const name = new URL('https://crm.example.com/');
    expect(mayCall(name, '127.0.0.1', here)).toBe(false);
    expect(mayCall(new URL('http://localhost/'), '127.0.0.1', here)).toBe(true);
    expect(mayCall(new URL('http://localhost/'), '127.0.0.1', outside)).toBe(false);
    expect(mayCall(new URL('http://localhost/'), '10.0.0.1', here)).toBe(false);
    expect(mayCall(name, '1.1.1.1', outside)).toBe(true);
  });
});

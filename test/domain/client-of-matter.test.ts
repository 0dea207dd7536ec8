import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesHands, clientOfMatter, type Membership } from '../../src/domain/client-of-matter.ts';
import type { ClientId, SpecialistId } from '../../src/domain/ids.ts';

const id = (name: string) => name as ClientId;
const of = (...all: readonly [string, string | null][]): Membership[] => all.map(([name, role]) => ({ id: id(name), role }));
const none = { quoted: null, chosen: null, track: null } as const;
const two = of(['alfa', 'Chief accountant'], ['beta', 'director']);

describe('R6, R10: whose a new matter is', () => {
  it('is nobody’s of whom nobody has, and the only one’s of whom one has', () => {
    expect(clientOfMatter([], { ...none, chosen: id('alfa') })).toEqual({ type: 'nobody' });
    expect(clientOfMatter(of(['alfa', null]), { ...none, quoted: id('beta') })).toEqual({ type: 'of', client: 'alfa' });
  });

  it('is what it answers before what was chosen, and that before the topic', () => {
    expect(clientOfMatter(two, { quoted: id('beta'), chosen: id('alfa'), track: 'finance' })).toEqual({ type: 'of', client: 'beta' });
    expect(clientOfMatter(two, { quoted: null, chosen: id('beta'), track: 'finance' })).toEqual({ type: 'of', client: 'beta' });
    expect(clientOfMatter(two, { ...none, track: 'finance' })).toEqual({ type: 'of', client: 'alfa' });
  });

  it('is unclear where nothing tells: no topic but money does, nor the accountant of both', () => {
    expect(clientOfMatter(two, none)).toEqual({ type: 'unclear' });
    expect(clientOfMatter(two, { ...none, track: 'general' })).toEqual({ type: 'unclear' });
    expect(clientOfMatter(of(['alfa', 'бухгалтер'], ['beta', 'accountant']), { ...none, track: 'finance' })).toEqual({ type: 'unclear' });
  });

  it('is never somebody else’s client, whatever is quoted, chosen or tapped', () => {
    const name = fc.constantFrom('alfa', 'beta', 'gamma', 'delta').map(id);
    const membership = fc.record({ id: name, role: fc.constantFrom(null, 'accountant', 'director') });
    const sign = fc.option(name);
    const track = fc.constantFrom(null, 'general' as const, 'finance' as const);
    fc.assert(
      fc.property(fc.uniqueArray(membership, { selector: (each) => each.id }), sign, sign, track, (all, quoted, chosen, tapped) => {
        const whose = clientOfMatter(all, { quoted, chosen, track: tapped });
        if (whose.type === 'of') expect(all.map((each) => each.id)).toContain(whose.client);
        expect(whose.type === 'nobody').toBe(all.length === 0);
        if (all.length === 1) expect(whose.type).toBe('of');
      }),
    );
  });
});

describe('R15: who goes on once the client is named', () => {
  const [anna, sonya] = ['anna', 'sonya'] as SpecialistId[] as [SpecialistId, SpecialistId];
  const serving = { specialist: anna, department: 'client', waits: true, right: 'client', owners: new Map([['client', sonya]]) };

  it('is whoever serves that client, while its contact waits', () => {
    expect(changesHands(serving)).toBe(true);
    expect(changesHands({ ...serving, owners: new Map([['client', anna]]) })).toBe(false);
    expect(changesHands({ ...serving, right: 'sales', owners: new Map() })).toBe(true);
  });

  it('is whoever answered already, and whoever has it where the client is nobody’s there', () => {
    expect(changesHands({ ...serving, waits: false })).toBe(false);
    expect(changesHands({ ...serving, owners: new Map() })).toBe(false);
    expect(changesHands({ ...serving, specialist: null, waits: false })).toBe(true);
  });
});

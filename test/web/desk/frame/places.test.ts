import { describe, expect, it } from 'vitest';
import { reachOf } from '../../../../src/people/access.ts';
import { pages, startAddress } from '../../../../src/web/desk/frame/address.ts';
import { isAt, stopOf, stopsFor } from '../../../../src/web/desk/frame/places.ts';

const rights = ['report.see', 'cover.see', 'policy.see', 'audit.read', 'keys.manage', 'webhooks.manage'] as const;

type Role = Parameters<typeof reachOf>[0]['role'];

const seenBy = (role: Role, heads: readonly string[] = []) => {
  const actor = { id: 's1', role, department: 'client', heads };
  return stopsFor(Object.fromEntries(rights.map((each) => [each, reachOf(actor, each)])) as Parameters<typeof stopsFor>[0]);
};

const named = (role: Role, heads?: readonly string[]) =>
  seenBy(role, heads).map(({ name, tabs }) => [name, ...tabs.map((tab) => tab.name)].join(' '));

describe('the ways between the pages', () => {
  it('follow what people do, the same for all', () => {
    expect(seenBy('director').map(({ name }) => name)).toEqual(['desk', 'clients', 'tasks', 'reports', 'team', 'rules', 'settings']);
  });

  it('lead a specialist only where there is something for them', () => {
    expect(seenBy('specialist').map(({ name }) => name)).toEqual(['desk', 'clients', 'tasks', 'reports', 'team', 'settings']);
    expect(named('specialist').filter((each) => /\b(rules|cover|audit|keys|webhooks|company)\b/.test(each))).toEqual([]);
  });

  it('lead whoever heads a department where its head goes, whatever else they are', () => {
    expect(named('specialist', ['client'])).toEqual(named('head'));
    expect(named('head').find((each) => each.startsWith('settings'))).toBe('settings company snippets audit');
  });

  it('reach every page there is', () => {
    const director = seenBy('director');
    expect(pages.filter((each) => stopOf(director, each) === undefined)).toEqual([]);
  });

  it('say on which tab one is, whatever else the address asks for', () => {
    const tab = { name: 'x', page: 'audit', words: 'tab.audit', query: { of: 'a' } } as const;
    expect(isAt(tab, { ...startAddress, page: 'audit', query: { of: 'a', sort: 'n' } })).toBe(true);
    expect(isAt(tab, { ...startAddress, page: 'audit', query: { of: 'b' } })).toBe(false);
  });
});

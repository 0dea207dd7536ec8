import { describe, expect, it } from 'vitest';
import { type Actor, access, type Doing, departmentsFor, mayAbout, mayIn, reachOf } from '../../src/people/access.ts';

const actor = (role: Actor['role'], department: string | null = 'client', heads: readonly string[] = []): Actor => ({
  id: 'me',
  role,
  department,
  heads,
});
const about = (role: Actor['role'], department: string | null, id = 'somebody') => ({ id, role, department });

describe('whoever heads a department', () => {
  it('is a head there, whatever else they are', () => {
    const admin = actor('admin', 'client', ['sales']);
    expect(reachOf(admin, 'conversation.read')).toBe('department');
    expect(departmentsFor(admin, 'conversation.read')).toEqual(['sales']);
    expect(mayIn(admin, 'conversation.read', 'client')).toBe(false);
  });

  it('keeps what reaches farther', () => {
    expect(reachOf(actor('director', null, ['client']), 'conversation.read')).toBe('any');
    expect(reachOf(actor('admin', null, ['client']), 'person.administer')).toBe('any');
  });
});

describe('a head', () => {
  const head = actor('head', 'finance', ['finance', 'sales']);

  it('looks after the specialists of every department they head', () => {
    expect(mayAbout(head, 'person.change', about('specialist', 'sales'))).toBe(true);
    expect(mayAbout(head, 'person.change', about('specialist', 'finance'))).toBe(true);
    expect(mayAbout(head, 'person.change', about('specialist', 'client'))).toBe(false);
  });

  it.each(['head', 'director', 'admin'] as const)('does not reach a %s who works there', (role) => {
    for (const doing of ['person.see', 'person.change', 'person.steer', 'link.issue'] as const)
      expect(mayAbout(head, doing, about(role, 'finance'))).toBe(false);
  });

  it('works in a department without another head, and looks after it', () => {
    expect(mayAbout(actor('head', 'client'), 'absence.plan', about('specialist', 'client'))).toBe(true);
  });
});

it('nobody makes a link that signs them in themselves, unless they make them for all', () => {
  expect(mayAbout(actor('specialist'), 'link.issue', about('specialist', 'client', 'me'))).toBe(false);
  expect(mayAbout(actor('head'), 'link.issue', about('head', 'client', 'me'))).toBe(false);
  expect(mayAbout(actor('admin'), 'link.issue', about('admin', null, 'me'))).toBe(true);
});

it.each(Object.keys(access) as Doing[])('%s: a director may whatever anybody may, but speak for another', (doing) => {
  const reach = reachOf(actor('director', null), doing);
  const own = ['self', 'conversation.answer', 'violation.reply'].includes(doing);
  expect(reach).toBe(own ? 'own' : 'any');
});

import { describe, expect, it } from 'vitest';
import type { OutreachRecord } from '../../../../src/http/desk/clients/outreach.ts';
import { blank, bodyOf, draftOf, isNamed, nameOf } from '../../../../src/web/desk/clients/outreach-draft.ts';

const now = new Date('2026-03-09T12:00:00Z');
const record = (more: Partial<OutreachRecord>): OutreachRecord => ({
  id: 'r1',
  at: '2026-03-02T09:00:00.000Z',
  means: 'visit',
  client: null,
  contact: null,
  newcomer: null,
  by: { id: 'sonia', name: 'Sonia' },
  closer: { id: 'sonia', name: 'Sonia' },
  note: null,
  state: 'waits',
  until: '2026-04-01T09:00:00.000Z',
  conversation: null,
  cameAt: null,
  ...more,
});

describe('R5: an outreach as it is written down', () => {
  it('is of somebody by anything they can be found by; a name alone finds nobody', () => {
    expect(isNamed(blank)).toBe(false);
    expect(isNamed({ ...blank, caller: { type: 'stranger', name: 'Ivan', phone: ' ' } })).toBe(false);
    expect(isNamed({ ...blank, caller: { type: 'stranger', name: 'Ivan', phone: '8 921 555-00-11' } })).toBe(true);
    expect(isNamed({ ...blank, organisation: 'Green Garden' })).toBe(true);
  });

  it('is sent as what was filled in, without what was left empty', () => {
    const draft = { ...blank, organisation: ' Green Garden ', caller: { type: 'stranger', name: '', phone: '8 921 555-00-11' } as const };
    expect(bodyOf(draft, now)).toEqual({
      means: 'call',
      at: now.toISOString(),
      closer: null,
      newcomer: { organisation: 'Green Garden', phone: '8 921 555-00-11' },
    });
  });

  it('is put right from what it was, and counts from when it was', () => {
    const former = record({
      newcomer: { person: 'Ivan', phone: '+79215550011' },
      closer: { id: 'boris', name: 'Boris' },
      note: 'on Thursday',
    });
    expect(bodyOf({ ...draftOf(former), note: '' }, now)).toEqual({
      means: 'visit',
      at: former.at,
      closer: 'boris',
      corrects: 'r1',
      newcomer: { person: 'Ivan', phone: '+79215550011' },
    });
  });

  it('of somebody the company knows stays theirs when it is put right', () => {
    const former = record({ client: { id: 'c', name: 'Green Garden' }, contact: { id: 'p', name: 'Ivan' } });
    const draft = draftOf(former);
    expect(isNamed(draft)).toBe(true);
    expect(bodyOf(draft, now)).toMatchObject({ contact: 'p', client: 'c', corrects: 'r1' });
    expect(nameOf(former)).toBe('Ivan, Green Garden');
  });
});

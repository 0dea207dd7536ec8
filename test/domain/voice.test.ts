import { describe, expect, it } from 'vitest';
import type { ConversationId } from '../../src/domain/ids.ts';
import type { MessageBody } from '../../src/domain/message.ts';
import { bodyOfParts, type OpenTell, partsWith, tellingOf } from '../../src/domain/voice.ts';

const one = 'one' as ConversationId;
const other = 'other' as ConversationId;
const now = new Date('2026-03-02T09:00:00Z');
const body = (key: string, more: Partial<MessageBody> = {}): MessageBody => ({ text: key, key, params: {}, language: 'en', ...more });
const open = (more: Partial<OpenTell> = {}): OpenTell => ({
  seq: 2,
  of: one,
  target: 'web:v',
  at: now.toISOString(),
  parts: [{ conversation: one, slot: 'tell', body: body('joined') }],
  ...more,
});
const always = () => true;

describe('R14: the desk has one voice in a window', () => {
  it('begins where nobody of it has spoken since a person', () => {
    expect(tellingOf(null, { body: body('joined'), target: 'web:v', now })).toBe('new');
  });

  it('changes its text where it stands', () => {
    expect(tellingOf(open(), { body: body('offer'), target: 'web:v', now })).toBe('in-place');
  });

  it('says anew what the client is to notice, as long as the former text can be taken away', () => {
    const reminder = { body: body('question'), target: 'web:v' };
    expect(tellingOf(open(), { ...reminder, now })).toBe('again');
    expect(tellingOf(open(), { ...reminder, now: new Date(now.getTime() + 48 * 3_600_000) })).toBe('in-place');
  });

  it('goes along to where the client is answered by now', () => {
    expect(tellingOf(open(), { body: body('offer'), target: 'telegram:7', now })).toBe('again');
  });

  it('says of one conversation only the newest, of two what is so of each', () => {
    const again = partsWith(open(), { conversation: one, slot: 'tell', body: body('promised') }, always);
    expect(bodyOfParts(again, one)).toEqual(body('promised'));
    const both = partsWith(open(), { conversation: other, slot: 'tell', body: body('queued') }, always);
    expect(bodyOfParts(both, one)).toEqual(body('queued', { text: 'joined\n\nqueued' }));
  });

  it('lets go of what is closed, but not of its request to be rated, which names the conversation it is about', () => {
    const closed = { conversation: other, slot: 'tell', body: body('joined') };
    expect(partsWith(open(), closed, () => false)).toEqual([closed]);
    const rated = open({ parts: [{ conversation: one, slot: 'tell', body: body('resolved', { rate: true }) }] });
    const parts = partsWith(rated, closed, () => false);
    expect(bodyOfParts(parts, other)).toEqual(body('joined', { text: 'resolved\n\njoined', rate: true, about: one }));
    expect(bodyOfParts(parts, one)).not.toHaveProperty('about');
  });

  it('keeps a notice about a file beside what else it says, and its buttons', () => {
    const noticed = open({ parts: [{ conversation: one, slot: 'too-big', body: body('too-big') }] });
    const question = { id: 'who', kind: 'choice' as const, options: [] };
    const parts = partsWith(noticed, { conversation: one, slot: 'tell', body: body('question', { question }) }, always);
    expect(bodyOfParts(parts, one)).toEqual(body('question', { text: 'too-big\n\nquestion', question }));
  });
});

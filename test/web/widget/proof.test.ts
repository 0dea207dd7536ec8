import { describe, expect, test, vi } from 'vitest';
import { inviteIn } from '../../../src/web/widget/invite.ts';
import { createMemory } from '../../../src/web/widget/memory.ts';
import { consentOwed } from '../../../src/web/widget/state/model.ts';
import { fakeStorage } from '../storage.ts';
import { createDesk } from './desk.ts';
import { origin, pages, settled, words } from './page.ts';

const page = pages();
const jwt = (sub: string): string => `e30.${btoa(JSON.stringify({ sub }))}.x`;

describe('who is here', () => {
  test('a personal link is offered once, and the address forgets it', async () => {
    const desk = createDesk();
    const browser = fakeStorage();
    const used = vi.fn();
    const chat = page(desk, browser, { invite: { token: 'personal', used } });
    chat.show();
    await settled();
    expect(desk.opened).toEqual([{ invite: 'personal', language: 'en' }]);
    expect(used).toHaveBeenCalledTimes(1);
    desk.expireTokens();
    chat.send('Hello');
    await settled();
    expect(desk.opened.at(-1)).toEqual({ renewal: 'renewal' });
  });

  test('what was written before goes with the proof, and the next visitor of the browser begins anew', async () => {
    const desk = createDesk();
    const browser = fakeStorage();
    createMemory(browser, origin).keepRenewal('-', 'anonymous');
    page(desk, browser, { identity: jwt('anna') }).show();
    await settled();
    expect(desk.opened).toEqual([{ identity: jwt('anna'), renewal: 'anonymous', language: 'en' }]);
    expect(createMemory(browser, origin).renewal('-')).toBeNull();
  });

  test('the token of a link is read from the address, and taken out of it', () => {
    const history = { state: null, replaceState: vi.fn() };
    const invite = inviteIn({ href: 'https://company.example/?a=1&invite=personal#top' }, history);
    expect(invite?.token).toBe('personal');
    invite?.used();
    expect(String(history.replaceState.mock.calls[0]?.[2])).toBe('https://company.example/?a=1#top');
    expect(inviteIn({ href: 'https://company.example/' }, history)).toBeNull();
  });
});

describe('a window that becomes another one', () => {
  test('is read anew, and nothing of the old one stays', async () => {
    const desk = createDesk();
    const chat = page(desk, fakeStorage());
    chat.show();
    await settled();
    for (let n = 1; n <= 8; n += 1) desk.say(`old ${n}`);
    await settled();
    desk.messages.splice(0);
    desk.window = 'another';
    desk.say('new 1');
    desk.reset();
    desk.say('new 2');
    await settled();
    expect(words(chat)).toEqual(['new 1', 'new 2']);
  });

  test('is noticed also when it happened while nobody listened', async () => {
    const desk = createDesk();
    const chat = page(desk, fakeStorage());
    chat.show();
    await settled();
    for (let n = 1; n <= 8; n += 1) desk.say(`old ${n}`);
    await settled();
    desk.messages.splice(0);
    desk.window = 'another';
    desk.say('new');
    desk.expireTokens();
    desk.cut();
    await vi.advanceTimersByTimeAsync(3_000);
    expect(words(chat)).toEqual(['new']);
  });
});

describe('consent', () => {
  const consent = { version: '2', text: 'I agree', url: null };

  test('comes before the first message, goes with it, and is not asked for again', async () => {
    const desk = createDesk();
    desk.consent = consent;
    const chat = page(desk, fakeStorage());
    chat.show();
    await settled();
    expect(consentOwed(chat.model())).toEqual(consent);
    chat.send('Hello');
    await settled();
    expect(desk.posted).toEqual([]);
    chat.agree('2');
    await settled();
    expect(desk.posted).toMatchObject([{ text: 'Hello', consent: '2' }]);
    expect(consentOwed(chat.model())).toBeNull();
    chat.send('Again');
    await settled();
    expect(desk.posted[1]).not.toHaveProperty('consent');
  });

  test('is asked for when the desk turns out to want it, and the message waits', async () => {
    const desk = createDesk();
    const chat = page(desk, fakeStorage());
    chat.show();
    await settled();
    desk.consent = consent;
    chat.send('Hello');
    await settled();
    expect(consentOwed(chat.model())).toEqual(consent);
    expect(chat.model().thread.pending).toMatchObject([{ text: 'Hello', state: 'waiting' }]);
    chat.agree('2');
    await settled();
    expect(words(chat)).toEqual(['Hello']);
    expect(chat.model().thread.pending).toEqual([]);
  });
});

describe('the offer', () => {
  test('is answered with what was typed, or with nothing, and goes away', async () => {
    const desk = createDesk();
    const chat = page(desk, fakeStorage());
    chat.show();
    await settled();
    desk.tell({ offer: true });
    await settled();
    expect(chat.model().chat.offer).toBe(true);
    expect(await chat.leaveContact({ kind: 'phone', value: '+79123456789' })).toBe(true);
    expect([chat.model().chat.offer, chat.model().left?.value]).toEqual([false, '+79123456789']);
    desk.tell({ offer: true });
    await settled();
    await chat.leaveContact(null);
    expect(desk.contacts).toEqual([{ kind: 'phone', value: '+79123456789' }, { skip: true }]);
  });
});

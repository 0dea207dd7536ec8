import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { StorageArea } from '../../../src/web/kit/storage.ts';
import { createChat } from '../../../src/web/widget/chat.ts';
import type { Chat } from '../../../src/web/widget/chat-interface.ts';
import { createDraft } from '../../../src/web/widget/draft.ts';
import { createMemory } from '../../../src/web/widget/memory.ts';
import { unread } from '../../../src/web/widget/state/model.ts';
import { fakeStorage } from '../storage.ts';
import { createDesk, type Desk, offline } from './desk.ts';
import { nothingKept } from './kept-files.ts';

const chats: Chat[] = [];
let ids = 0;

/** A page with the chat on it, in a browser with this storage. */
function page(desk: Desk, browser: StorageArea, identity: string | null = null): Chat {
  const chat = createChat({
    api: desk.api,
    origin: 'https://desk.example',
    memory: createMemory(browser, 'https://desk.example'),
    identity,
    invite: null,
    keptFiles: nothingKept,
    draft: createDraft(fakeStorage(), 'https://desk.example'),
    language: { requested: null, preferred: 'en' },
    newId() {
      ids += 1;
      return `id-${ids}`;
    },
    now: Date.now,
    random: () => 0.5,
    isOnline: () => true,
    exclusively: (work) => work(),
  });
  chats.push(chat);
  return chat;
}

const settled = (): Promise<unknown> => vi.advanceTimersByTimeAsync(100);
const words = (chat: Chat): string[] => [...chat.model().thread.messages, ...chat.model().thread.pending].map((each) => each.text);
const jwt = (sub: string): string => `e30.${btoa(JSON.stringify({ sub }))}.x`;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  for (const chat of chats.splice(0)) chat.stop();
  vi.useRealTimers();
});

describe('a chat', () => {
  test('asks the desk for nothing until it is opened', async () => {
    const desk = createDesk();
    page(desk, fakeStorage()).resume();
    await settled();
    expect(desk.opened).toEqual([]);
  });

  test('shows what was written at once, what the desk answers as it comes, and each once', async () => {
    const desk = createDesk();
    const chat = page(desk, fakeStorage());
    chat.show();
    chat.send('one');
    chat.send('two');
    expect(words(chat)).toEqual(['one', 'two']);
    await settled();
    desk.say('three');
    await settled();
    expect(words(chat)).toEqual(['one', 'two', 'three']);
    expect(chat.model().thread.pending).toEqual([]);
  });

  test('goes on after a reload: the thread, the unread ones, and what was not sent, with the same id', async () => {
    const desk = createDesk();
    const browser = fakeStorage();
    const before = page(desk, browser);
    before.show();
    before.send('sent');
    await settled();
    desk.fault = offline;
    before.send('unsent');
    await settled();
    before.stop();
    desk.fault = null;
    desk.say('meanwhile');
    const after = page(desk, browser);
    after.resume();
    await settled();
    expect(words(after)).toEqual(['sent', 'meanwhile', 'unsent']);
    expect(unread(after.model())).toBe(1);
    expect(new Set(desk.posted.map((each) => each.id)).size).toBe(2);
  });

  test('reads what it missed while the stream was down, page after page', async () => {
    const desk = createDesk();
    const chat = page(desk, fakeStorage());
    chat.show();
    chat.send('first');
    await settled();
    desk.cut();
    for (let n = 1; n <= 13; n += 1) desk.say(`missed ${n}`);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(words(chat)).toHaveLength(14);
    expect(desk.streams()).toBe(1);
  });

  test('renews its token when it has run out, and repeats what it was about', async () => {
    const desk = createDesk();
    const chat = page(desk, fakeStorage());
    chat.show();
    await settled();
    desk.expireTokens();
    chat.send('late');
    await settled();
    expect(desk.opened).toEqual([{ language: 'en' }, { renewal: 'renewal' }]);
    expect(desk.messages.map((each) => each.text)).toEqual(['late']);
  });

  test('begins a new session when its renewal is refused', async () => {
    const desk = createDesk();
    const browser = fakeStorage();
    createMemory(browser, 'https://desk.example').keepRenewal('-', 'forged');
    desk.distrusted.add('forged');
    const chat = page(desk, browser);
    chat.show();
    await settled();
    expect(desk.opened.map((each) => each.renewal)).toEqual(['forged', undefined]);
    expect(chat.model().session?.opening.text).toBe('Hello!');
  });

  test('proves who the site says is here, and keeps that person’s chat from the next', async () => {
    const desk = createDesk();
    const browser = fakeStorage();
    const anna = page(desk, browser, jwt('anna'));
    anna.show();
    await settled();
    const boris = page(desk, browser, jwt('boris'));
    boris.resume();
    await settled();
    expect(desk.opened).toEqual([{ identity: jwt('anna'), language: 'en' }]);
    boris.show();
    await settled();
    expect(desk.opened.at(-1)).toEqual({ identity: jwt('boris'), language: 'en' });
  });

  test('is a stranger’s chat when the desk does not believe the site', async () => {
    const desk = createDesk();
    desk.distrusted.add(jwt('anna'));
    const chat = page(desk, fakeStorage(), jwt('anna'));
    chat.show();
    await settled();
    expect(desk.opened.at(-1)).toEqual({ language: 'en' });
    expect(chat.model().session).not.toBeNull();
  });

  test('says that the desk is out of reach after two seconds, not before, and stops when it is back', async () => {
    const desk = createDesk();
    const chat = page(desk, fakeStorage());
    chat.show();
    await settled();
    desk.fault = offline;
    desk.cut();
    await vi.advanceTimersByTimeAsync(1_900);
    expect(chat.model().troubled).toBe(false);
    await vi.advanceTimersByTimeAsync(200);
    expect(chat.model().troubled).toBe(true);
    desk.fault = null;
    chat.wake();
    await settled();
    expect(chat.model().troubled).toBe(false);
  });

  test('takes a connection that has fallen silent for dead', async () => {
    const desk = createDesk();
    const chat = page(desk, fakeStorage());
    chat.show();
    await settled();
    const connect = vi.spyOn(desk.api, 'events');
    await vi.advanceTimersByTimeAsync(30_000);
    expect(connect).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(15_000);
    expect(connect).toHaveBeenCalledTimes(1);
  });

  test('tells the desk what was seen, once for many', async () => {
    const desk = createDesk();
    const chat = page(desk, fakeStorage());
    chat.show();
    await settled();
    chat.markSeen(1);
    chat.markSeen(2);
    chat.markSeen(2);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(desk.seen).toEqual([2]);
  });

  test('lets its connection go when nobody has looked for long, and comes back with everything', async () => {
    const desk = createDesk();
    const chat = page(desk, fakeStorage());
    chat.show();
    await settled();
    chat.sleep();
    await settled();
    expect(desk.streams()).toBe(0);
    desk.say('meanwhile');
    chat.wake();
    await settled();
    expect(words(chat)).toEqual(['meanwhile']);
  });

  test('greets in another language when the page changes its own', async () => {
    const desk = createDesk();
    const chat = page(desk, fakeStorage());
    chat.show();
    await settled();
    chat.setLanguage('ru');
    expect(chat.model().language).toBe('ru');
    await settled();
    expect(desk.opened.at(-1)).toEqual({ renewal: 'renewal', language: 'ru' });
  });
});

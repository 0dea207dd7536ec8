import naughty from 'big-list-of-naughty-strings' with { type: 'json' };
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../scripts/support/until.ts';
import { cleanText } from '../../src/domain/content.ts';
import { marksFromTyped } from '../../src/domain/typed-marks.ts';
import type { ChatSession } from '../../src/http/chat/protocol.ts';
import type { ChatPage } from '../browser/chat-page.ts';
import type { DeskPage } from '../browser/desk-page.ts';
import { type Stage, setStage } from '../browser/stage.ts';
import { type Member, named } from '../support/demo.ts';
import type { DeskUser } from '../support/desk-user.ts';
import { stopAtFirstFailure } from '../support/steps.ts';
import { type Visitor, visitorWith } from '../support/visitor.ts';
import { said, saidAtDesk } from './said.ts';

const lone = ['nul\0inside', 'lone \ud800 surrogate', '\udc00'];
const strings: readonly string[] = [...naughty.filter((each) => each !== ''), ...lone];
const cleaned = strings.map(cleanText);
/** What is typed at the desk may hold light marks: their signs are not shown. */
const read = cleaned.map((each) => marksFromTyped(each).text);

/** Through the embedded database they go in test/http/chat/naughty.test.ts, without a screen. */
describe('naughty strings', () => {
  let stage: Stage;
  let chat: ChatPage;
  let desk: DeskPage;
  let serving: Member;
  let visitor: Visitor;
  let specialist: DeskUser;
  let conversation: string;
  stopAtFirstFailure(() => stage?.server.output());

  beforeAll(async () => {
    stage = await setStage('postgres');
    chat = await stage.visit('en');
    const opened = chat.page.waitForResponse((response) => response.url().endsWith('/chat/v1/session') && response.ok());
    await chat.open();
    visitor = visitorWith(stage.server.url, (await (await opened).json()) as ChatSession);
    await chat.write('operator');
    const name = await until('somebody serves', async () => {
      const header = await chat.header();
      return stage.members.find((each) => each.name === header.name)?.name;
    });
    specialist = await stage.signIn(named(stage.members, name));
    conversation = (await specialist.list())[0]?.id ?? '';
    // A thousand messages come faster when no screen follows each of them.
    await chat.page.goto('about:blank');
    serving = named(stage.members, name);
  });
  afterAll(() => stage?.close());

  it('come from a client to the desk byte for byte', async () => {
    for (const text of strings) expect(await visitor.post({ text })).toMatchObject({ status: expect.toSatisfy(isSuccess) });
    const thread = await specialist.thread(conversation);
    expect(thread.filter((each) => each.author === 'client').map((each) => each.text)).toEqual(['operator', ...cleaned]);
  });

  it('come from the desk to a client byte for byte, but for the signs of code', async () => {
    for (const text of strings)
      expect(await specialist.act(conversation, 'reply', { text })).toMatchObject({ status: expect.toSatisfy(isSuccess) });
    const history = await visitor.history();
    expect(history.filter((each) => each.from === 'specialist').map((each) => each.text)).toEqual(read);
    expect(history.filter((each) => each.from === 'client').map((each) => each.text)).toEqual(['operator', ...cleaned]);
  });

  it('are shown on both screens as they are', async () => {
    const everything = ['operator', ...cleaned, ...read];
    await chat.page.goto(stage.server.url);
    await chat.reopen();
    desk = await stage.enter(serving);
    await desk.open(conversation);
    await Promise.all([chat.toTheBeginning(), desk.toTheBeginning()]);
    expect(await said(chat)).toEqual(everything);
    expect(await saidAtDesk(desk)).toEqual(everything);
  });

  it('make no link that runs', async () => {
    const protocols = new Set([...(await linksOf(chat.page)), ...(await linksOf(desk.page))]);
    expect([...protocols].filter((each) => each !== 'http:' && each !== 'https:')).toEqual([]);
  });

  it('execute nothing', () => {
    expect(stage.troubles()).toEqual([]);
  });
});

const isSuccess = (status: number) => status >= 200 && status < 300;

/** Protocols of all links of a page, in shadow roots too. */
function linksOf(page: Page): Promise<string[]> {
  return page
    .locator('.words a, .text a')
    .evaluateAll((all) => all.map((each) => (each instanceof HTMLAnchorElement ? each.protocol : '')));
}

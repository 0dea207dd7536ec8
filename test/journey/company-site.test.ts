import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChatPage } from '../browser/chat-page.ts';
import { type CompanySite, openCompanySite } from '../browser/company-site.ts';
import { type Stage, setStage } from '../browser/stage.ts';
import { demoWanted, named } from '../support/demo.ts';
import { stopAtFirstFailure } from '../support/steps.ts';
import { said } from './said.ts';

const within = { timeout: 15_000 };
const secret = 'a secret shared by the site and the desk';

/** A contact of the demo company's clients, and the specialist who owns that client in the client department. */
const { clients, people } = await demoWanted();
const client = clients.find((each) => each.owners['client'] !== undefined && each.contacts.length > 0);
const contact = client?.contacts[0];
const owner = people.find((each) => each.email === client?.owners['client']);

describe('a client who is logged in on the company’s own site', () => {
  let stage: Stage;
  let site: CompanySite;
  let chat: ChatPage;
  stopAtFirstFailure(() => stage?.server.output());

  beforeAll(async () => {
    stage = await setStage('postgres', { settings: { OKNO_SITE_SECRET: secret } });
    const identity = await new SignJWT()
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(contact?.siteId ?? '')
      .setExpirationTime('1h')
      .sign(new TextEncoder().encode(secret));
    site = await openCompanySite(stage.server.url, identity);
    chat = await stage.visit('ru', site.url);
  });
  afterAll(async () => {
    await site?.close();
    await stage?.close();
  });

  it('is greeted by name and asked nothing', async () => {
    await chat.open();
    await expect.poll(async () => (await chat.texts()).join('\n'), within).toContain(contact?.name);
    expect(await chat.buttons()).toEqual([]);
  });

  it('comes straight to their own specialist', async () => {
    await chat.write('Не открывается отчёт');
    await expect.poll(async () => (await chat.header()).name, within).toBe(owner?.name);
    const desk = await stage.signIn(named(stage.members, owner?.name ?? ''));
    const [row] = await desk.list();
    expect(row).toMatchObject({ title: client?.name, client: { name: client?.name, size: client?.size } });
    expect(await desk.act(row?.id ?? '', 'reply', { text: 'Сейчас посмотрю.' })).toMatchObject({ status: 200 });
    await expect.poll(() => said(chat), within).toEqual(['Не открывается отчёт', 'Сейчас посмотрю.']);
  });

  it('has a chat that the site’s styles and shortcuts do not reach, nor the chat’s the site', async () => {
    const colour = (selector: string) =>
      chat.page
        .locator(selector)
        .first()
        .evaluate((each) => getComputedStyle(each).color);
    expect(await colour('h1')).toBe('rgb(255, 0, 0)');
    expect(await colour('.words')).not.toBe('rgb(255, 0, 0)');
    expect(await chat.page.title()).toBe('Кофейня');
  });

  it('sees nothing that breaks the site’s policy', () => {
    expect(stage.troubles()).toEqual([]);
  });
});

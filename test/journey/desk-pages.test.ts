import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Server, startServer } from '../../scripts/support/server.ts';
import { until } from '../../scripts/support/until.ts';
import { languages } from '../../src/domain/language.ts';
import { axeFindings } from '../browser/axe.ts';
import { type DeskWalker, type PageName, walkDesk } from '../browser/desk-pages.ts';
import { watchTroubles } from '../browser/troubles.ts';
import { launchChromium } from '../support/chromium.ts';
import { type Demo, linkOf, type Member, named, newDemo } from '../support/demo.ts';
import { type DeskUser, signIn } from '../support/desk-user.ts';
import { stopAtFirstFailure } from '../support/steps.ts';
import { openVisit, type Visit } from './visit.ts';

const within = { timeout: 15_000 };
const widths = [360, 768, 1440] as const;
const themes = ['light', 'dark'] as const;

/** A folder pictures are put into, for people to look at. */
const pictures = process.env.DESK_PICTURES;

describe('the pages of the desk', () => {
  let demo: Demo;
  let server: Server;
  let browser: Browser;
  let specialist: DeskWalker;
  let head: DeskWalker;
  let director: DeskWalker;
  let watching: DeskUser;
  let conversation = '';
  let visitor: Visit;
  const troubles: string[][] = [];
  stopAtFirstFailure(() => server?.output());

  beforeAll(async () => {
    demo = await newDemo('pglite');
    server = await startServer(demo.place);
    browser = await launchChromium();
    const boss = member((each) => each.role === 'director');
    watching = await signIn(linkOf(boss, server.url, 'program'));
    visitor = await openVisit(server.url, 'ru');
    await visitor.answer('myself');
    await visitor.write('Программа просит ключ после оплаты');
    const row = await until('somebody has it', async () =>
      (await watching.list('view=all&status=any')).find((each) => each.specialist !== null),
    );
    conversation = row.id;
    specialist = await walker(named(demo.members, row.specialist?.name ?? ''));
    head = await walker(member((each) => each.role === 'head' && each.department === 'client'));
    director = await walker(boss);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.kill('SIGKILL');
    await demo?.place.release();
  });

  function member(is: (member: Member) => boolean): Member {
    const found = demo.members.find(is);
    if (found === undefined) throw new Error('nobody like that works here');
    return found;
  }

  async function walker(who: Member): Promise<DeskWalker> {
    const context = await browser.newContext({ locale: 'ru-RU', viewport: { width: 1440, height: 860 } });
    context.setDefaultTimeout(15_000);
    troubles.push(watchTroubles(context, server.url));
    return walkDesk(context, linkOf(who, server.url, 'browser'));
  }

  it('a specialist takes a break and is back, and others see it', async () => {
    await specialist.hook('me').click();
    await specialist.hook('be-away').first().click();
    await expect.poll(async () => presenceOf(watching, specialist), within).toBe('away');
    await specialist.hook('me').click();
    await specialist.hook('be-available').click();
    await expect.poll(async () => presenceOf(watching, specialist), within).toBe('available');
  });

  it('a snippet is written, brought by a slash and sent filled in', async () => {
    await specialist.walk('snippets');
    await specialist.hook('snippet-add').click();
    await specialist.hook('snippet-title').fill('Приветствие');
    await specialist.hook('snippet-ru').fill('Здравствуйте! Это {specialist}.');
    await specialist.hook('snippet-save').click();
    await specialist.hook('snippet').waitFor();
    await specialist.go(`?view=mine&c=${conversation}`);
    await specialist.hook('composer-text').press('/');
    await specialist.hook('snippet-option').click();
    const { name } = await meOf(specialist);
    await expect.poll(() => specialist.hook('composer-text').inputValue(), within).toBe(`Здравствуйте! Это ${name}.`);
    await specialist.hook('send').click();
    await expect.poll(async () => (await watching.thread(conversation)).at(-1)?.text, within).toBe(`Здравствуйте! Это ${name}.`);
  });

  it('a file goes with a message, and one that is too large is refused before it is sent', async () => {
    await specialist.hook('file-chooser').setInputFiles([
      { name: 'счёт №7.txt', mimeType: 'text/plain', buffer: Buffer.from('к оплате: 100') },
      { name: 'фильм.mov', mimeType: 'video/quicktime', buffer: Buffer.alloc(20 * 1024 * 1024 + 1) },
    ]);
    await expect.poll(() => specialist.hook('files-refused').textContent(), within).toContain('фильм.mov');
    await specialist.page.locator('[data-testid=upload][data-state=ready]').waitFor();
    await specialist.hook('send').click();
    await specialist.hook('file').waitFor();
    const files = (await watching.thread(conversation)).at(-1)?.files ?? [];
    expect(files.map((each) => each.name)).toEqual(['счёт №7.txt']);
  });

  it('a contact is linked to a client with a reason, and the client’s whole history is beside the thread', async () => {
    await specialist.hook('attach-open').first().click();
    await specialist.hook('attach-find').fill('Угол');
    await specialist.hook('attach-client').first().locator('input').check();
    await specialist.hook('attach-reason').fill('назвал номер договора');
    await specialist.hook('attach-submit').click();
    await expect.poll(() => specialist.hook('client-link').textContent(), within).toContain('Угол');
    await expect.poll(() => specialist.hook('timeline-entry').count(), within).toBeGreaterThan(0);
  });

  it('words of a conversation are found by another of their forms', async () => {
    const search = `/desk/api/search?${new URLSearchParams({ q: 'ключи оплаты', kind: 'messages' })}`;
    const isKnown = () => specialist.page.evaluate(async (path) => (await (await fetch(path)).json()).messages.length > 0, search);
    await until('the words are in the index', isKnown, 60_000);
    await specialist.walk('search');
    await specialist.hook('search-field').fill('ключи оплаты');
    await specialist.hook('found-message').first().waitFor();
    expect(new URL(specialist.page.url()).searchParams.get('q')).toBe('ключи оплаты');
    await specialist.hook('found-message').first().click();
    await expect.poll(() => specialist.page.locator('[data-testid=message]').count(), within).toBeGreaterThan(0);
  });

  it('a call of a stranger is logged by tapping the tree', async () => {
    await specialist.walk('desk');
    await specialist.hook('log-open').click();
    await specialist.hook('caller-find').fill('Олег');
    await specialist.hook('caller-stranger').click();
    await specialist.hook('stranger-phone').fill('+7 912 000-00-00');
    await specialist.hook('tap').nth(1).click();
    await specialist.hook('leaf').waitFor();
    await specialist.hook('log-note').fill('Спрашивал о переносе');
    await specialist.hook('log-submit').click();
    await specialist.hook('logged').waitFor();
    await specialist.hook('logged-open').click();
    await expect.poll(() => specialist.hook('standing').textContent(), within).toContain('Звонок');
  });

  it('the list is narrowed in the address, and a chip widens it again', async () => {
    await specialist.go('?view=all&status=any&channel=call');
    await expect.poll(() => specialist.hook('row').count(), within).toBe(1);
    await specialist.hook('chip-channel').click();
    await expect.poll(() => specialist.hook('row').count(), within).toBeGreaterThan(1);
  });

  it('a head plans an absence with a deputy and sees the hours nobody covers', async () => {
    await head.walk('people');
    await head.hook('people-find').fill('Ершова');
    await head.page.getByRole('link', { name: 'Дарья Ершова' }).click();
    await head.hook('absence-add').click();
    await head.hook('absence-from').fill('2030-03-04T09:00');
    await head.hook('absence-until').fill('2030-03-08T18:00');
    await head.hook('absence-reason').fill('Отпуск');
    await head.hook('absence-save').click();
    await head.hook('absence').waitFor();
    await head.walk('cover');
    await expect.poll(async () => (await head.hook('cover-good').count()) + (await head.hook('cover-gaps').count()), within).toBe(1);
  });

  it('a head does not see what is not theirs to run', async () => {
    await head.walk('people');
    expect(await head.hook('person-add').count()).toBe(0);
    expect(await head.hook('company-keys').count()).toBe(0);
    expect(await specialist.hook('company-audit').count()).toBe(0);
  });

  it('a director adds somebody, hands them a link, and closes their access when they leave', async () => {
    await director.walk('people');
    await director.hook('person-add').click();
    await director.hook('person-name').fill('Новая Сотрудница');
    await director.hook('person-email').fill('new@demo.example');
    await director.hook('person-department').selectOption('client');
    await director.hook('person-create').click();
    await expect.poll(() => director.hook('sign-in-link').inputValue(), within).toContain('/desk/sign-in?token=');
    await director.hook('drawer-close').click();
    await director.page.getByRole('link', { name: 'Новая Сотрудница' }).click();
    await director.hook('leave-open').click();
    await director.hook('leave-sure').click();
    await expect.poll(() => director.page.getByRole('link', { name: 'Новая Сотрудница' }).count(), within).toBe(0);
  });

  it('what was done stands in the audit, and a key is shown once', async () => {
    await director.walk('audit');
    await expect.poll(() => director.hook('audit-entry').count(), within).toBeGreaterThan(2);
    await director.walk('keys');
    await director.hook('key-add').click();
    await director.hook('key-name').fill('CRM');
    await director.hook('scope-clients:read').check();
    await director.hook('key-create').click();
    await expect.poll(() => director.hook('key-secret').inputValue(), within).toMatch(/^okno_/);
  });

  it('keys lead from page to page', async () => {
    await director.go('?view=all');
    await director.page.keyboard.press('g');
    await director.page.keyboard.press('t');
    await director.hook('page-tasks').waitFor();
    await director.page.keyboard.press('g');
    await director.page.keyboard.press('q');
    await expect.poll(() => director.page.url(), within).toContain('view=queue');
  });

  it('six tabs hold one stream', async () => {
    const context = director.page.context();
    const streams = async () =>
      Number(/okno_event_streams\{[^}]*door="desk"[^}]*\} (\d+)/.exec(await (await fetch(`${server.url}/metrics`)).text())?.[1] ?? -1);
    const before = await streams();
    const tabs = await Promise.all(Array.from({ length: 5 }, () => context.newPage()));
    await Promise.all(tabs.map((tab) => tab.goto(`${server.url}/desk/?view=all`)));
    await Promise.all(tabs.map((tab) => tab.locator('.desk[data-ready=true]').waitFor()));
    await visitor.write('Слышно во всех вкладках');
    for (const tab of tabs)
      await expect.poll(() => tab.locator('[data-testid=row]').first().textContent(), within).toContain('Слышно во всех вкладках');
    expect(before).toBeGreaterThan(0);
    expect(await streams()).toBe(before);
    await Promise.all(tabs.map((tab) => tab.close()));
  });

  describe.each(themes)('in %s', (theme) => {
    describe.each(widths)('at %i px', (width) => {
      it.each(languages)('can be used by everybody, in %s', async (language) => {
        const rounds: readonly (readonly [string, DeskWalker, readonly PageName[]])[] = [
          ['specialist', specialist, ['search', 'tasks', 'snippets', 'people']],
          ['head', head, ['people', 'cover', 'audit']],
          ['director', director, ['people', 'cover', 'audit', 'keys']],
        ];
        const found: string[] = [];
        for (const [name, who, pages] of rounds) {
          await who.look(width, theme, language);
          for (const address of [
            '?view=all&status=any',
            `?view=all&status=any&c=${conversation}`,
            ...pages.map((page) => `?page=${page}`),
          ]) {
            await who.go(address);
            await picture(who, `${name}-${width}-${theme}-${language}-${address.replace(/[^a-z]+/g, '-').slice(0, 30)}`);
            found.push(...(await axeFindings(who.page)).map((each) => `${name} ${address} ${each}`));
            if (await who.scrollsSideways()) found.push(`${name} ${address} scrolls sideways`);
          }
        }
        expect(found).toEqual([]);
      });
    });
  });

  /** What opens over a page, and how. */
  const openings: readonly (readonly [string, (who: DeskWalker) => Promise<void>])[] = [
    ['?view=all', (who) => who.hook('me').click()],
    ['?view=all&waiting=yes&size=small', (who) => who.hook('filters').click()],
    ['?view=all', (who) => who.page.keyboard.press('?')],
    ['?view=all', (who) => stranger(who)],
    ['this', (who) => who.page.keyboard.press('x')],
    ['card', (who) => who.hook('attach-open').first().click()],
    ['this', (who) => who.hook('snippets-open').click()],
    ['?page=snippets&edit=new', async () => undefined],
    ['?page=search&q=Угол', (who) => who.hook('found-client').first().click()],
    ['?page=people', (who) => who.hook('person-row').first().locator('a').click()],
    ['?page=people&person=new', async () => undefined],
    ['?page=keys', (who) => who.hook('key-add').click()],
  ];

  it.each(themes.flatMap((theme) => ([360, 1440] as const).map((width) => [theme, width] as const)))(
    'what opens can be used by everybody, in %s at %i px',
    async (theme, width) => {
      const found: string[] = [];
      await director.look(width, theme, theme === 'dark' ? 'en' : 'ru');
      for (const [index, [address, open]] of openings.entries()) {
        const thread = `?view=all&status=any&c=${conversation}`;
        await director.go(address === 'this' ? thread : address === 'card' ? `${thread}&panel=card` : address);
        await open(director);
        await director.settled();
        await picture(director, `open-${index}-${width}-${theme}`);
        found.push(...(await axeFindings(director.page)).map((each) => `${index} ${address} ${each}`));
        if (await director.scrollsSideways()) found.push(`${index} ${address} scrolls sideways`);
      }
      expect(found).toEqual([]);
    },
  );

  it('a person signs out, and nothing of theirs is left on the screen', async () => {
    await specialist.look(1440, 'light', 'ru');
    await specialist.hook('me').click();
    await specialist.hook('me-sign-out').click();
    await specialist.hook('signed-out').waitFor();
    expect(await specialist.page.locator('.desk').count()).toBe(0);
  });

  it('did nothing that a page must not do', () => {
    expect(troubles.flat()).toEqual([]);
  });
});

async function stranger(who: DeskWalker): Promise<void> {
  await who.hook('log-open').click();
  await who.hook('caller-stranger').click();
  await who.hook('tap').first().click();
}

async function meOf({ page }: DeskWalker): Promise<{ readonly id: string; readonly name: string }> {
  return page.evaluate(async () => (await (await fetch('/desk/api/me')).json()).specialist);
}

async function presenceOf(watching: DeskUser, who: DeskWalker): Promise<string | undefined> {
  const { id } = await meOf(who);
  return (await watching.people()).departments.flatMap((each) => each.specialists).find((each) => each.id === id)?.availability;
}

async function picture({ page }: DeskWalker, name: string): Promise<void> {
  if (pictures === undefined) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`) });
}

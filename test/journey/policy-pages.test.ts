import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../scripts/support/until.ts';
import type { Language } from '../../src/domain/language.ts';
import { axeFindings } from '../browser/axe.ts';
import { type Cast, newCast } from '../browser/desk-cast.ts';
import type { DeskWalker } from '../browser/desk-pages.ts';
import { stopAtFirstFailure } from '../support/steps.ts';

/** A folder pictures are put into, for people to look at. */
const pictures = process.env.DESK_PICTURES;

async function picture({ page }: DeskWalker, name: string): Promise<void> {
  if (pictures === undefined) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`) });
}

describe('the rules at the desk', () => {
  let cast: Cast;
  let director: DeskWalker;
  stopAtFirstFailure(() => cast?.server.output());

  beforeAll(async () => {
    cast = await newCast();
    director = cast.director;
  });
  afterAll(() => cast?.close());

  it('are changed in plain words, compared first, and then they count', async () => {
    const { hook } = director;
    await director.walk('policy');
    await hook('reaction.firstMinutes.client').fill('0');
    await hook('policy-trouble').waitFor();
    expect(await hook('policy-activate').isDisabled()).toBe(true);
    await hook('reaction.firstMinutes.client').fill('5');
    await hook('conversations.limit.client').fill('10');
    expect(await hook('policy-changes').innerText()).toBe(
      'Первый ответ, Клиентский отдел: 4 → 5 рабочих минут\nЛимит обращений, Клиентский отдел: 12 → 10 обращений',
    );
    await picture(director, 'policy-changed');
    // what was changed and not yet put in force is kept in the browser
    await director.page.reload();
    await hook('conversations.limit.client').waitFor();
    expect(await hook('conversations.limit.client').inputValue()).toBe('10');
    await hook('policy-note').fill('Лето');
    await hook('policy-activate').click();
    await until('it counts', async () => (await hook('policy-status').innerText()).includes('2'));
    expect(await hook('policy-history').innerText()).toContain('Лето');
    expect((await cast.watching.view(cast.conversation)).conversation.why[0]?.policyVersion).toBe(1);
  });

  it('come back as a new version', async () => {
    const { hook, page } = director;
    await page.getByRole('button', { name: 'Вернуть версию 1' }).click();
    expect(await hook('policy-changes').innerText()).toContain('5 → 4 рабочие минуты');
    await hook('policy-activate').click();
    await until('it counts', async () => (await hook('policy-status').innerText()).includes('3'));
    expect(await hook('policy-history').innerText()).toContain('возврат версии 1');
  });

  it('stand beside what the company says of itself: a zone counts from its next midnight on, and a wrong one is said at once', async () => {
    const { hook, page } = director;
    await director.walk('company');
    await hook('profile-zone').fill('Europe/Moskow');
    await hook('profile-save').click();
    await hook('trouble').waitFor();
    await hook('profile-name').fill('Ромашка');
    await hook('profile-zone').fill('Asia/Vladivostok');
    await hook('profile-currency').selectOption('KZT');
    await hook('profile-save').click();
    await until('it is said when it counts', async () => (await hook('profile-zone-next').innerText()).includes('Asia/Vladivostok'));
    await picture(director, 'company');
    await page.reload();
    await until('the title has the name', async () => (await page.title()).includes('Ромашка'));
    expect([await hook('profile-name').inputValue(), await hook('profile-currency').inputValue()]).toEqual(['Ромашка', 'KZT']);
    expect(await axeFindings(page)).toEqual([]);
  });

  it('are only read by a head', async () => {
    await cast.head.walk('policy');
    expect(await cast.head.hook('reaction.laterMinutes').isDisabled()).toBe(true);
    expect(await cast.head.hook('policy-activate').count()).toBe(0);
  });

  it('ask new clients other questions, once they are published', async () => {
    const { hook } = director;
    await director.walk('tree');
    await hook('option-add-who').click();
    await hook('tree-trouble').waitFor();
    await hook('label-who-option-1-ru').fill('Для школы');
    await hook('label-who-option-1-en').fill('For a school');
    await hook('next-who-option-1').selectOption('q small-name');
    await until('it may be published', () => hook('tree-publish').isEnabled());
    expect(await hook('tree-changes').innerText()).toContain('новый ответ «Для школы»');
    await hook('preview-tap').filter({ hasText: 'Для школы' }).click();
    await picture(director, 'tree-changed');
    await hook('tree-publish').click();
    await until('it is published', async () => (await hook('tree-status').innerText()).startsWith('Опубликовано'));
  });

  it('keep a draft of the questions in the browser', async () => {
    const { hook, page } = director;
    await hook('ask-who-ru').fill('Кто вы?');
    await until('the draft is looked over', async () => (await hook('tree-changes').innerText()).includes('Кто вы?'));
    await page.reload();
    await hook('ask-who-ru').waitFor();
    expect(await hook('ask-who-ru').inputValue()).toBe('Кто вы?');
    await hook('tree-discard').click();
    expect(await hook('ask-who-ru').inputValue()).not.toBe('Кто вы?');
  });

  it('let a specialist promise a time, which the card then counts down to', async () => {
    const { hook } = cast.specialist;
    await cast.specialist.go(`?view=mine&c=${cast.conversation}`);
    await hook('countdown').waitFor();
    await picture(cast.specialist, 'turn-bar');
    await hook('promise').click();
    await hook('promise-60').click();
    await picture(cast.specialist, 'promise');
    await hook('promise-submit').click();
    await hook('dialog-promise').waitFor({ state: 'detached' });
    await until('it is promised', async () => (await hook('countdown').innerText()).startsWith('Обещан'));
  });

  const looks: readonly (readonly [number, 'light' | 'dark', Language])[] = [
    [1440, 'light', 'en'],
    [360, 'dark', 'ru'],
  ];
  it.each(looks)('can be used by everybody, at %i px in %s', async (width, theme, language) => {
    const found: string[] = [];
    await director.look(width, theme, language);
    const open = `?view=all&status=any&c=${cast.conversation}`;
    for (const address of ['?page=policy', '?page=tree', '?page=violations', open, `${open}&panel=card`]) {
      await director.go(address);
      await picture(director, `rules-${width}-${theme}-${address.replace(/[^a-z]+/g, '-').slice(0, 20)}`);
      found.push(...(await axeFindings(director.page)).map((each) => `${address} ${each}`));
      if (await director.scrollsSideways()) found.push(`${address} scrolls sideways`);
    }
    expect(found).toEqual([]);
  });

  it('leave a phone to the fields: what will change is folded up until it is asked for', async () => {
    const { hook, page } = director;
    await director.look(360, 'light', 'ru');
    await director.go('?page=policy');
    await hook('reaction.firstMinutes.client').fill('9');
    await hook('policy-fold').waitFor();
    expect((await page.locator('.policy-changes').boundingBox())?.height).toBeLessThan(100);
    expect(await hook('policy-activate').isVisible()).toBe(false);
    await hook('policy-fold').click();
    expect(await hook('policy-activate').isVisible()).toBe(true);
    await hook('policy-discard').click();
    await director.look(1440, 'light', 'ru');
    await hook('reaction.firstMinutes.client').fill('9');
    expect([await hook('policy-activate').isVisible(), await hook('policy-fold').isVisible()]).toEqual([true, false]);
    await hook('policy-discard').click();
  });

  it('did nothing that a page must not do', () => {
    expect(cast.troubles()).toEqual([]);
  });
});

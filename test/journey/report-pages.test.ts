import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../scripts/support/until.ts';
import { axeFindings } from '../browser/axe.ts';
import { type Cast, newCast } from '../browser/desk-cast.ts';
import type { DeskWalker } from '../browser/desk-pages.ts';
import { stopAtFirstFailure } from '../support/steps.ts';

/** A folder pictures are put into, for people to look at. */
const pictures = process.env.DESK_PICTURES;

async function picture({ page }: DeskWalker, name: string): Promise<void> {
  if (pictures === undefined) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `report-${name}.png`) });
}

/** Looks again, as a page does that comes to the front, until a number is what it should be. */
async function untilShown({ page, hook, settled }: DeskWalker, id: string, words: string): Promise<void> {
  const isShown = async () => {
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await page.waitForTimeout(400);
    await settled();
    const shown = hook(id).first();
    return (await shown.count()) > 0 && (await shown.innerText()) === words;
  };
  await until(`${id} is ${words}`, isShown, 20_000);
}

describe('the pages of reports', () => {
  let cast: Cast;
  let director: DeskWalker;
  let specialist: DeskWalker;
  stopAtFirstFailure(() => cast?.server.output());

  beforeAll(async () => {
    cast = await newCast();
    ({ director, specialist } = cast);
  });
  afterAll(() => cast?.close());

  it('show what happens while it happens, without a reload', async () => {
    await director.walk('response');
    expect(await director.hook('figure-firstResponse.n').count()).toBe(0);
    await specialist.go(`?view=mine&c=${cast.conversation}`);
    await specialist.hook('composer-text').fill('Ключ придёт письмом.');
    await specialist.hook('send').click();
    await untilShown(director, 'figure-firstResponse.n', '1');
    await picture(director, 'answered');
  });

  it('lead from a number to all that it is made of, and on into the conversation', async () => {
    const { hook, page } = director;
    await hook('figure-firstResponse.n').first().click();
    await hook('evidence-row').first().waitFor();
    expect(await hook('evidence-row').count()).toBe(1);
    expect(page.url()).toContain('metric=firstResponse.n');
    expect(await axeFindings(page)).toEqual([]);
    await hook('evidence-open').click();
    await hook('composer-text').waitFor();
    expect(page.url()).toContain(cast.conversation);
    await page.goBack();
    await hook('evidence-row').first().waitFor();
    await page.keyboard.press('Escape');
    await hook('drawer-evidence').waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-testid'))).not.toBe('drawer-close');
  });

  it('are narrowed by filters that the back button takes off again', async () => {
    const { hook, page } = director;
    await hook('report-filters').click();
    await hook('report-filter-channel').selectOption('telegram');
    await hook('report-clear').waitFor();
    expect(page.url()).toContain('channel=telegram');
    expect(await hook('report-chip-channel').innerText()).toBe('Telegram');
    await page.goBack();
    await hook('report-table').waitFor();
    await hook('report-by').selectOption('specialist');
    await hook('unranked').waitFor({ state: 'detached' });
    await hook('sort-firstResponse.medianSeconds').click();
    await hook('unranked').waitFor();
    expect(await hook('unranked').innerText()).toContain('Меньше 20');
    expect(await hook('report-table').innerText()).toContain('мало данных');
  });

  it('can be taken along as they are on the screen', async () => {
    const { hook, page } = director;
    for (const [id, words] of [
      ['export-csv', 'Специалист;Первых ответов'],
      ['export-xlsx', 'PK'],
    ] as const) {
      const answer = await page.request.get(new URL((await hook(id).getAttribute('href')) ?? '', page.url()).href);
      expect([id, answer.status()]).toEqual([id, 200]);
      expect((await answer.body()).toString('utf8').replaceAll('"', '')).toContain(words);
    }
    expect(await hook('export-csv').getAttribute('href')).toContain('sort=-firstResponse.medianSeconds');
  });

  it('compare in words, and say what every number is', async () => {
    const { hook, page } = director;
    await hook('report-compare').selectOption('previous');
    await page.getByText('по сравнению с').waitFor();
    expect(await hook('card-first').innerText()).toContain('сравнить не с чем');
    await hook('what-firstResponse-within').first().click();
    expect(await hook('what-firstResponse-within-panel').first().innerText()).toContain('не истёк ни один срок');
    await page.keyboard.press('Escape');
    await hook('chart-table-answers').click();
    expect(await hook('chart-answers').getByRole('table').innerText()).toContain('Первых ответов');
  });

  it.each([
    [360, 'dark', 'en'],
    [360, 'light', 'ru'],
    [1280, 'dark', 'ru'],
    [1280, 'light', 'en'],
  ] as const)('can be used by everybody at %i px, in %s, in %s', async (width, theme, language) => {
    const found: string[] = [];
    await director.look(width, theme, language);
    for (const address of [
      '?page=response&by=department,day&compare=previous',
      '?page=response&channel=telegram',
      '?page=assignments&metric=assigned.n',
      '?page=specialists&group=evenness',
      '?page=violations',
      '?page=funnel',
    ]) {
      await director.go(address);
      await picture(director, `${width}-${theme}-${language}-${address.replaceAll(/[^a-z]+/g, '-')}`);
      found.push(...(await axeFindings(director.page)).map((each) => `${address} ${each}`));
      if (await director.scrollsSideways()) found.push(`${address} scrolls sideways`);
    }
    expect(found).toEqual([]);
  });

  it('show a specialist their own numbers, with nobody else to choose', async () => {
    const { hook } = specialist;
    await specialist.walk('response');
    await untilShown(specialist, 'figure-firstResponse.n', '1');
    await hook('report-filters').click();
    expect([await hook('report-filter-specialist').count(), await hook('report-filter-channel').count()]).toEqual([0, 1]);
    await specialist.go('?page=response&specialist=01a00000-0000-7000-8000-000000000000');
    await specialist.page.getByText('Вам это не разрешено').first().waitFor();
  });

  it('did nothing that a page must not do', () => {
    expect(cast.troubles()).toEqual([]);
  });
});

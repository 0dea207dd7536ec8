import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../scripts/support/until.ts';
import { axeFindings } from '../browser/axe.ts';
import { type Cast, newCast } from '../browser/desk-cast.ts';
import { stopAtFirstFailure } from '../support/steps.ts';
import { openVisit } from '../support/visit.ts';

/** A folder pictures are put into, for people to look at. */
const pictures = process.env.DESK_PICTURES;

describe('what goes on now, on the screen', () => {
  let cast: Cast;
  stopAtFirstFailure(() => cast?.server.output());

  beforeAll(async () => {
    cast = await newCast();
  });
  afterAll(() => cast?.close());

  const number = async (name: string): Promise<string> => cast.director.hook(`now-${name}`).locator('strong').innerText();

  it('shows by itself who has come, and counts down to their answer', async () => {
    const { director, server } = cast;
    await director.walk('now');
    await until('the first one waits', async () => (await number('waiting')) === '1');
    const another = await openVisit(server.url, 'ru');
    await another.answer('myself');
    await another.write('Когда придёт ключ?');
    await until('the second one is there without a reload', async () => (await number('waiting')) === '2');
    const [first = ''] = await director.hook('now-deadline-rows').locator('time span[aria-hidden]').allInnerTexts();
    await until('a second is over', async () => {
      const [now = ''] = await director.hook('now-deadline-rows').locator('time span[aria-hidden]').allInnerTexts();
      return now !== first;
    });
  });

  it('opens what is behind a number, and leads on from there', async () => {
    const { director } = cast;
    await director.hook('now-waiting').locator('button').click();
    await until('both are listed', async () => (await director.hook('behind-rows').locator('li').count()) === 2);
    expect(await axeFindings(director.page)).toEqual([]);
    await director.hook('behind-rows').getByTestId('now-row').first().click();
    await director.page.locator('.sidebar').waitFor();
    expect(director.page.url()).toContain('c=');
  });

  it('shows a specialist their own, and colleagues only as here or not', async () => {
    const { specialist } = cast;
    await specialist.walk('now');
    await specialist.hook('now-colleagues').waitFor();
    expect(await specialist.hook('now-person').count()).toBe(1);
    expect(await specialist.hook('now-queue-rows').count()).toBe(0);
    expect(await axeFindings(specialist.page)).toEqual([]);
  });

  it('keeps a report under a name, and leads back to it', async () => {
    const { director } = cast;
    await director.go('?page=response&by=weekday');
    await director.hook('views').click();
    await director.hook('view-name').fill('По дням недели');
    await director.hook('view-save').click();
    await director.hook('view').waitFor();
    expect(await axeFindings(director.page)).toEqual([]);
    await director.go('?page=now');
    await director.hook('views').click();
    await director.hook('view-open').click();
    await until('the report is asked as it was saved', async () => director.page.url().includes('by=weekday'));
  });

  it('lets a director choose their summaries', async () => {
    const { director } = cast;
    await director.hook('me').click();
    await director.hook('me-summaries').click();
    await director.hook('summaries-weekly').uncheck();
    await director.hook('summaries-save').click();
    await until('it is kept', async () => (await director.hook('dialog-summaries').innerText()).includes('Сохранено'));
    expect(await axeFindings(director.page)).toEqual([]);
    await director.page.keyboard.press('Escape');
  });

  it('can be read by everybody at any width, on the wall too', async () => {
    const { director, head } = cast;
    const found: string[] = [];
    for (const [who, address] of [
      [director, '?page=now'],
      [director, '?page=now&screen=wall'],
      [head, '?page=now'],
    ] as const) {
      for (const [width, theme, language] of [
        [360, 'light', 'ru'],
        [1280, 'dark', 'en'],
      ] as const) {
        await who.look(width, theme, language);
        await who.go(address);
        if (pictures !== undefined) {
          mkdirSync(pictures, { recursive: true });
          await who.page.screenshot({ path: join(pictures, `now-${width}-${theme}${address.replace(/\W+/g, '-')}.png`) });
        }
        found.push(...(await axeFindings(who.page)).map((each) => `${address} ${width} ${each}`));
        if (await who.scrollsSideways()) found.push(`${address} ${width} scrolls sideways`);
      }
    }
    expect(found).toEqual([]);
    expect(cast.troubles()).toEqual([]);
  });
});

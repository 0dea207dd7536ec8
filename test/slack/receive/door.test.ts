import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '../../support/until.ts';
import { type Stage, stage } from '../stage.ts';

let on: Stage;
let tries = 0;
beforeAll(async () => {
  const openSocket = async () => {
    tries += 1;
    if (tries === 1) throw new Error('apps.connections.open was not answered');
    return async () => {};
  };
  on = await stage({ specialists: [{ name: 'Olga' }] }, { openSocket });
});
afterAll(() => on.close());

it('a socket that could not be opened is opened at the next try, once', async () => {
  await until('everybody has their Home', () => on.slack.workspace.homes.size === 1);
  expect(tries).toBe(2);
});

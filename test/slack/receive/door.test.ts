import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '../../support/until.ts';
import { type Stage, stage } from '../stage.ts';

let on: Stage;
let tries = 0;
beforeAll(async () => {
  const open = async () => {
    tries += 1;
    throw new Error('apps.connections.open was not answered');
  };
  const reach = { answered() {}, failed() {}, stop: async () => {} };
  on = await stage({ specialists: [{ name: 'Olga' }] }, { socket: { open, reach } });
});
afterAll(() => on.close());

it('a socket that is refused keeps nothing else from beginning, and is tried again', async () => {
  await until('everybody has their Home', () => on.slack.workspace.homes.size === 1);
  await until('the next try', () => tries > 1);
  expect(on.alarms).toEqual([]);
});

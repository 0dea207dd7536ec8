import { afterAll, beforeAll, it } from 'vitest';
import { type Stage, stage } from '../stage.ts';
import { assertAnyOrder, cast } from './message-course.ts';

let on: Stage;
beforeAll(async () => {
  on = await stage({ specialists: cast });
});
afterAll(() => on.close());

it('however a message fares, what Slack tells of it ends the same in any order', () => assertAnyOrder(on, 100), 1_200_000);

import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Dice } from './dice.ts';

/** What Slack has published of its own calls; it lies beside this clone, since it is not ours to publish. */
const folder = join(import.meta.dirname, '../../../shared/specs/slack-json-logs');

type Fields = Readonly<Record<string, unknown>>;

export interface SlackSamples {
  readonly events: readonly Fields[];
  /** taps and views */
  readonly interactive: readonly Fields[];
}

/** Reads every sample; none where they are not at hand. */
export function readSlackSamples(): SlackSamples {
  const read = (pattern: string): Fields[] => {
    const paths = existsSync(folder) ? globSync(pattern, { cwd: folder }).toSorted() : [];
    return paths.map((path) => JSON.parse(readFileSync(join(folder, path), 'utf8')) as Fields);
  };
  const events = read('events/*.json').flatMap(({ event }) => (typeof event === 'object' && event !== null ? [event as Fields] : []));
  return { events, interactive: read('app-backend/{interactive-components,views,dialogs}/*.json') };
}

/** Puts what stands in the workspace in the place of a sample's empty fields, some of them. */
export function filledIn(sample: Fields, dice: Dice, here: Readonly<Record<string, () => unknown>>): Fields {
  const filled = (value: unknown, name: string): unknown => {
    const own = here[name];
    if (value === '' && own !== undefined && dice.chance(0.8)) return own();
    if (Array.isArray(value)) return value.map((each) => filled(each, name));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, filled(each, key)]));
  };
  return filled(sample, '') as Fields;
}

import { existsSync, globSync } from 'node:fs';
import { basename } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { blockActions, messageEvent, slashCommand, userChange, viewSubmission } from '../../../src/slack/receive/payloads.ts';
import { describeAgainst } from '../../support/describe-against.ts';
import { publishedPath, readPublished } from '../../support/published.ts';
import { type Stage, stage } from '../stage.ts';

const folder = publishedPath('slack-json-logs');
const found = existsSync(folder) ? globSync('events/*.json', { cwd: folder }).sort() : [];
const read = (path: string) => readPublished<Record<string, unknown>>(`slack-json-logs/${path}`) ?? {};

describeAgainst(found.length === 0 ? null : found, 'Slack’s own samples', (events) => {
  let on: Stage;
  beforeAll(async () => {
    on = await stage({ specialists: [{ name: 'Olga' }] });
  });
  afterAll(() => on.close());

  it.each(events.map((path) => [basename(path, '.json'), path] as const))('%s is taken, and reaches no client', async (name, path) => {
    const { team, appId } = on.slack.workspace;
    const sample = { ...read(path), type: 'event_callback', team_id: team, api_app_id: appId, event_id: `Ev${name}` };
    const before = on.submitted.length;
    expect((await on.calls(JSON.stringify(sample))).status).toBe(200);
    expect(on.submitted).toHaveLength(before);
  });

  it.each(events.filter((path) => basename(path).startsWith('Message')).map((path) => [basename(path, '.json'), path] as const))(
    '%s has the shape the door reads',
    (_, path) => expect(messageEvent.safeParse(read(path)['event']).success).toBe(true),
  );

  it.each([
    ['app-backend/interactive-components/BlockActionPayload.json', blockActions],
    ['app-backend/views/ViewSubmissionPayload.json', viewSubmission],
    ['app-backend/slash-commands/SlashCommandPayload.json', slashCommand],
  ] as const)('%s has the shape the door reads', (path, schema) => expect(schema.safeParse(read(path)).error).toBeUndefined());

  it('a changed user has the shape the door reads', () => {
    expect(userChange.safeParse(read('events/UserChangePayload.json')['event']).error).toBeUndefined();
  });
});

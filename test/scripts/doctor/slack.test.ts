import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { slack } from '../../../scripts/doctor/slack.ts';
import { readConfig } from '../../../src/config.ts';
import { botScopes } from '../../../src/slack/scopes.ts';
import { type SlackApi, startSlackApi } from '../../support/slack-api.ts';
import { addChannel } from '../../support/slack-workspace.ts';

let fake: SlackApi;
beforeAll(async () => {
  fake = await startSlackApi();
});
afterAll(() => fake.close());

const look = async (settings: Record<string, string> = {}) => {
  const env = {
    SLACK_BOT_TOKEN: fake.token,
    SLACK_API_URL: fake.url,
    SLACK_CHANNEL: 'C0DESK',
    DATABASE_URL: 'postgres://nobody@127.0.0.1:9/none',
    OKNO_SECRET: 'x'.repeat(32),
    ...settings,
  };
  return (await slack.look(readConfig(env), () => new Date())).map(({ isFault, key }) => `${isFault ? '✗' : '✓'} ${key}`);
};

describe('the doctor, about Slack', () => {
  it('is content with an app that may what it needs, can be reached and is in its channel', async () => {
    addChannel(fake.workspace, 'C0DESK');
    Object.assign(fake.workspace, { scopes: botScopes });
    expect(await look({ SLACK_APP_TOKEN: fake.appToken })).toEqual([
      '✓ slack.team',
      '✓ slack.scopes',
      '✓ slack.socket',
      '✓ slack.channel',
      '✓ slack.staff.unknown',
    ]);
  });

  it('names what is missing', async () => {
    Object.assign(fake.workspace, { scopes: ['chat:write'] });
    addChannel(fake.workspace, 'C0DESK', { joined: false });
    const found = await look();
    expect(found).toContain('✗ slack.scopes.missing');
    expect(found).toContain('✗ slack.deaf');
    expect(found.some((each) => each.startsWith('✗ slack.channel'))).toBe(true);
  });

  it('knows a token that is no good from a Slack that is not there', async () => {
    expect(await look({ SLACK_BOT_TOKEN: 'xoxb-wrong' })).toEqual(['✗ slack.token']);
    expect(await look({ SLACK_API_URL: 'http://127.0.0.1:9/api/' })).toEqual(['✗ slack.unreachable']);
  });

  it('has nothing to say where there is no Slack', async () => {
    expect(await look({ SLACK_BOT_TOKEN: '' })).toEqual(['✓ slack.off']);
  });
});

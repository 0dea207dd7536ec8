import type { WebClient } from '@slack/web-api';
import type { Config } from '../../src/config.ts';
import type { Db } from '../../src/db/db.ts';
import { openDb } from '../../src/db/open.ts';
import { createSlackClient } from '../../src/slack/api/client.ts';
import { faultCode, type SlackApi, slackApi } from '../../src/slack/api/web-api.ts';
import { isFullMember } from '../../src/slack/receive/directory.ts';
import { slackUser } from '../../src/slack/receive/payloads.ts';
import { botScopes } from '../../src/slack/scopes.ts';
import { type Check, type Finding, fault, fine } from './check.ts';

interface Staff {
  readonly name: string;
  readonly email: string;
  readonly user: string | null;
}

/** The token and what it may do, how Slack reaches the server, the departments' channels, and who of the staff is whom there. */
export const slack: Check = {
  name: 'name.slack',
  look: async (config) => {
    const { slackBotToken: token, slackApiUrl: url } = config;
    if (token === undefined) return [fine('slack.off')];
    const client = createSlackClient(token, url);
    const api = slackApi(client);
    try {
      const { team_id: team = '', team: name = '' } = await api.call<{ team_id?: string; team?: string }>('auth.test', {});
      const company = await readCompany(config);
      return [
        fine('slack.team', { name }),
        ...(await scopesOf(client)),
        ...way(config),
        ...(await channels(api, [...(company?.channels ?? []), ...(config.slackChannel === undefined ? [] : [config.slackChannel])])),
        ...(company === null ? [fine('slack.staff.unknown')] : await people(api, company.staff, team)),
      ];
    } catch (error) {
      const code = faultCode(error);
      return [code === 'unreachable' ? fault('slack.unreachable', { url }) : fault('slack.token', { code })];
    }
  },
};

async function scopesOf(client: WebClient): Promise<Finding[]> {
  const { response_metadata: told } = await client.auth.test();
  const has = new Set(told?.scopes ?? []);
  const missing = botScopes.filter((each) => !has.has(each));
  return [missing.length === 0 ? fine('slack.scopes') : fault('slack.scopes.missing', { scopes: missing.join(', ') })];
}

function way({ slackAppToken, slackSigningSecret, publicUrl }: Config): Finding[] {
  if (slackAppToken !== undefined) return [fine('slack.socket')];
  if (slackSigningSecret === undefined || publicUrl === undefined) return [fault('slack.deaf')];
  return [fine('slack.http', { url: `${publicUrl}/slack/events` })];
}

async function channels(api: SlackApi, ids: readonly string[]): Promise<Finding[]> {
  if (ids.length === 0) return [fault('slack.channels.none')];
  return Promise.all(
    [...new Set(ids)].map(async (channel) => {
      try {
        const { channel: found } = await api.call<{ channel?: { name?: string; is_member?: boolean; is_archived?: boolean } }>(
          'conversations.info',
          {
            channel,
          },
        );
        const name = found?.name ?? channel;
        if (found?.is_archived) return fault('slack.channel.archived', { name });
        return found?.is_member ? fine('slack.channel', { name }) : fault('slack.channel.outside', { name });
      } catch (error) {
        return fault('slack.channel.unknown', { channel, code: faultCode(error) });
      }
    }),
  );
}

async function people(api: SlackApi, staff: readonly Staff[], team: string): Promise<Finding[]> {
  const faults: Finding[] = [];
  let matched = 0;
  for (const { name, email, user } of staff) {
    const known = user === null ? { method: 'users.lookupByEmail', by: { email } } : { method: 'users.info', by: { user } };
    const found = await api
      .call<{ user?: unknown }>(known.method, known.by)
      .then((answer) => slackUser.safeParse(answer.user).data ?? null)
      .catch(() => null);
    if (found === null) faults.push(fault('slack.person.none', { name }));
    else if (!isFullMember(found, team)) faults.push(fault('slack.person.guest', { name }));
    else matched += 1;
  }
  return [fine('slack.staff', { count: matched }), ...faults];
}

/** What the company's database says; null where a running server has it to itself. */
async function readCompany({ databaseUrl, dataFolder }: Config): Promise<{ staff: Staff[]; channels: string[] } | null> {
  let db: Db | null = null;
  try {
    db = await openDb({ databaseUrl, dataFolder });
    const staff = await db.query<Staff>(`select name, email, slack_user as "user" from specialist where left_at is null order by name`);
    const rows = await db.query<{ channel: string }>(
      'select slack_channel as channel from department where slack_channel is not null order by key',
    );
    return { staff, channels: rows.map((each) => each.channel) };
  } catch {
    return null;
  } finally {
    await db?.close();
  }
}

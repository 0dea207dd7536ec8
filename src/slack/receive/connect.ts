import { slackAccount } from '../../db/slack/receive.ts';
import type { Connection, SlackDeps } from '../deps.ts';

interface AuthTest {
  readonly url?: string;
  readonly team_id?: string;
  readonly enterprise_id?: string | null;
  readonly user_id?: string;
  readonly bot_id?: string;
  readonly app_id?: string;
}

/** Reaches the workspace with the token, and keeps its account; throws what Slack says. */
export async function connect(deps: SlackDeps): Promise<Connection> {
  const { api, db, newId, live } = deps;
  const test = await api.call<AuthTest>('auth.test', {});
  const { team_id: team, user_id: botUser, url = 'https://slack.com/', bot_id: botId = null, enterprise_id: enterprise = null } = test;
  if (team === undefined || botUser === undefined) throw new Error('auth.test names no workspace');
  const app = test.app_id ?? (botId === null ? null : await appOf(deps, botId));
  const account = await slackAccount(db, newId(), team);
  live.publish([{ topic: 'company' }]);
  return { account, team, enterprise, url, botUser, botId, app };
}

async function appOf({ api }: SlackDeps, bot: string): Promise<string | null> {
  const answer = await api.call<{ bot?: { app_id?: string } }>('bots.info', { bot }).catch(() => null);
  return answer?.bot?.app_id ?? null;
}

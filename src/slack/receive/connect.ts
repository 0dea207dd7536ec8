import { rememberSlackUser, slackAccount, slackUsers } from '../../db/slack/receive.ts';
import { faultCode } from '../api.ts';
import type { Connection, SlackDeps } from '../deps.ts';
import { slackUser } from './payloads.ts';
import { isFullMember } from './who.ts';

interface AuthTest {
  readonly url?: string;
  readonly team_id?: string;
  readonly user_id?: string;
  readonly bot_id?: string;
  readonly app_id?: string;
}

/** Reaches the workspace with the token, and keeps its account; throws what Slack says. */
export async function connect(deps: SlackDeps): Promise<Connection> {
  const { api, db, newId, live } = deps;
  const test = await api.call<AuthTest>('auth.test', {});
  const { team_id: team, user_id: botUser, url = 'https://slack.com/', bot_id: botId = null } = test;
  if (team === undefined || botUser === undefined) throw new Error('auth.test names no workspace');
  const app = test.app_id ?? (botId === null ? null : await appOf(deps, botId));
  const account = await slackAccount(db, newId(), team);
  live.publish([{ topic: 'company' }]);
  return { account, team, url, botUser, botId, app };
}

async function appOf({ api }: SlackDeps, bot: string): Promise<string | null> {
  const answer = await api.call<{ bot?: { app_id?: string } }>('bots.info', { bot }).catch(() => null);
  return answer?.bot?.app_id ?? null;
}

/** Who of the staff is whom in the workspace: by their Slack user, else by e-mail, which is then remembered. */
export async function matchPeople(
  { api, db, live, log }: SlackDeps,
  { team }: Connection,
  left: (slackUser: string) => Promise<void>,
): Promise<void> {
  let matched = 0;
  let missing = 0;
  for (const { id, email, slackUser: known } of await slackUsers(db)) {
    try {
      if (known !== null) {
        // That somebody was deactivated may have been told while nobody listened.
        const info = slackUser.safeParse((await api.call<{ user?: unknown }>('users.info', { user: known })).user);
        if (info.success && info.data.deleted === true) await left(known);
        continue;
      }
      const answer = await api.call<{ user?: unknown }>('users.lookupByEmail', { email });
      const user = slackUser.safeParse(answer.user);
      if (user.success && isFullMember(user.data, team) && (await rememberSlackUser(db, id, user.data.id))) matched += 1;
    } catch (error) {
      const code = faultCode(error);
      if (code === 'user_not_found') continue;
      if (code !== 'users_not_found') throw error;
      missing += 1;
    }
  }
  if (matched > 0) live.publish([{ topic: 'company' }]);
  log.info({ matched, missing }, 'the staff was looked up in Slack');
}

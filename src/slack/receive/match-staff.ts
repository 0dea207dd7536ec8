import { rememberSlackUser, slackUsers } from '../../db/slack/receive.ts';
import { faultCode } from '../api/web-api.ts';
import type { Connection, SlackDeps } from '../deps.ts';
import { isFullMember } from './directory.ts';
import { slackUser } from './payloads.ts';

/** Finds out who of the staff is whom in the workspace: by their Slack user, else by e-mail, which is then remembered. */
export async function matchStaff(deps: SlackDeps, { team }: Connection, onLeft: (slackUser: string) => Promise<void>): Promise<void> {
  const { db, live, log } = deps;
  let matched = 0;
  let missing = 0;
  for (const { id, email, slackUser: known } of await slackUsers(db)) {
    try {
      // That somebody was deactivated may have been told while nobody listened.
      if (known !== null) {
        if (await isDeactivated(deps, known)) await onLeft(known);
      } else if (await matchByEmail(deps, team, id, email)) matched += 1;
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

async function isDeactivated({ api }: SlackDeps, user: string): Promise<boolean> {
  const info = slackUser.safeParse((await api.call<{ user?: unknown }>('users.info', { user })).user);
  return info.success && info.data.deleted === true;
}

async function matchByEmail({ api, db }: SlackDeps, team: string, specialist: string, email: string): Promise<boolean> {
  const user = slackUser.safeParse((await api.call<{ user?: unknown }>('users.lookupByEmail', { email })).user);
  return user.success && isFullMember(user.data, team) && rememberSlackUser(db, specialist, user.data.id);
}

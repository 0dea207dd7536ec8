import type { Viewer } from '../../db/people/sign-in.ts';
import { viewerBySlack } from '../../db/slack/receive.ts';
import { createBoundedMap } from '../../domain/bounded-map.ts';
import type { Language } from '../../domain/language.ts';
import { Overloaded } from '../../engine/submissions/submission.ts';
import { faultCode } from '../api/web-api.ts';
import type { Connection, SlackContext, SlackDeps } from '../deps.ts';
import { type SlackUser, slackUser } from './payloads.ts';

/** What Slack says of somebody is believed for so long; changes are told, but may be lost. */
const believedMs = 3_600_000;
/** When Slack would not say, it is asked again after so long. */
const unsureMs = 30_000;
const againSeconds = 30;
/** Of how many people it is remembered what Slack says. */
const mostMembers = 10_000;

export function languageOf(viewer: Pick<Viewer, 'languages'>): Language {
  return viewer.languages[0] === 'en' ? 'en' : 'ru';
}

/** Says whether somebody is a full member of the company's own workspace; guests, bots, strangers of shared channels and leavers are not. */
export function isFullMember(user: SlackUser, team: string): boolean {
  const isOther = user.is_bot || user.is_restricted || user.is_ultra_restricted || user.is_stranger || user.deleted;
  return !isOther && (user.team_id === undefined || user.team_id === null || user.team_id === team);
}

/** Takes what Slack says of somebody; whoever it vouches for is believed for an hour. */
export type Learn = (user: SlackUser) => void;

/**
 * Makes what says who a Slack user is at the desk, and whether Slack vouches for them. While Slack will not say of somebody of whom nothing is
 * known, nothing is decided about them: `identify` throws `Overloaded`, and Slack sends what they did again.
 */
export function createDirectory(
  deps: SlackDeps,
  connection: () => Connection,
): Pick<SlackContext, 'identify' | 'forget'> & { readonly learn: Learn } {
  const members = createBoundedMap<{ isMember: boolean; until: number }>(mostMembers);
  const learn: Learn = (user) =>
    void members.set(user.id, { isMember: isFullMember(user, connection().team), until: deps.now().getTime() + believedMs });

  async function isMember(user: string): Promise<boolean> {
    const now = deps.now().getTime();
    const known = members.get(user);
    if (known !== undefined && known.until > now) return known.isMember;
    try {
      const answer = await deps.api.call<{ user?: unknown }>('users.info', { user });
      const parsed = slackUser.safeParse(answer.user);
      if (parsed.success) learn(parsed.data);
      return members.get(user)?.isMember ?? false;
    } catch (error) {
      const code = faultCode(error);
      deps.log.warn({ code }, 'Slack does not say who somebody is');
      if (code === 'user_not_found' || code === 'user_not_visible') return false;
      if (known === undefined) throw new Overloaded('server', againSeconds);
      // Who was a member an hour ago is one still.
      members.set(user, { isMember: known.isMember, until: now + unsureMs });
      return known.isMember;
    }
  }

  return {
    async identify(user, team) {
      const viewer = await viewerBySlack(deps.db, user);
      if (viewer === null) return { type: 'stranger' };
      const isOurs = team === undefined || team === connection().team;
      return { type: 'colleague', viewer, language: languageOf(viewer), isTrusted: isOurs && (await isMember(user)) };
    },
    forget: (user) => void members.delete(user),
    learn,
  };
}

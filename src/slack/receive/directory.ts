import type { Viewer } from '../../db/people/sign-in.ts';
import { viewerBySlack } from '../../db/slack/receive.ts';
import { createBoundedMap } from '../../domain/bounded-map.ts';
import type { Language } from '../../domain/language.ts';
import { cleanName } from '../../domain/person-name.ts';
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
  const isHere = user.team_id === undefined || user.team_id === null || user.team_id === team;
  // In an organisation of several workspaces one is somebody's first, and they may be full members of others.
  return !isOther && (isHere || user.enterprise_user?.teams?.includes(team) === true);
}

/** Finds what somebody is called in Slack. A client reads it where they are mentioned. */
function nameIn({ profile, real_name: real, name }: SlackUser): string | null {
  const names = [profile?.display_name, profile?.real_name, real, name].map((each) => cleanName(each ?? ''));
  return names.find((each) => each !== '') ?? null;
}

interface Member {
  readonly isMember: boolean;
  readonly name: string | null;
}

const nobody: Member = { isMember: false, name: null };

/** Takes what Slack says of somebody; whoever it vouches for is believed for an hour. */
export type Learn = (user: SlackUser) => void;

/**
 * Makes what says who a Slack user is at the desk, and whether Slack vouches for them. While Slack will not say of somebody of whom nothing is
 * known, nothing is decided about them: `identify` throws `Overloaded`, and Slack sends what they did again.
 */
export function createDirectory(
  deps: SlackDeps,
  connection: () => Connection,
): Pick<SlackContext, 'identify' | 'nameOf' | 'forget'> & { readonly learn: Learn } {
  const members = createBoundedMap<Member & { readonly until: number }>(mostMembers);
  const learn: Learn = (user) =>
    void members.set(user.id, {
      isMember: isFullMember(user, connection().team),
      name: nameIn(user),
      until: deps.now().getTime() + believedMs,
    });

  async function look(user: string): Promise<Member> {
    const now = deps.now().getTime();
    const known = members.get(user);
    if (known !== undefined && known.until > now) return known;
    try {
      const answer = await deps.api.call<{ user?: unknown }>('users.info', { user });
      const parsed = slackUser.safeParse(answer.user);
      if (parsed.success) learn({ ...parsed.data, id: user });
      return members.get(user) ?? nobody;
    } catch (error) {
      const code = faultCode(error);
      deps.log.warn({ code }, 'Slack does not say who somebody is');
      if (code === 'user_not_found' || code === 'user_not_visible') return nobody;
      if (known === undefined) throw new Overloaded('server', againSeconds);
      // Who was a member an hour ago is one still.
      members.set(user, { ...known, until: now + unsureMs });
      return known;
    }
  }

  return {
    async identify(user) {
      const viewer = await viewerBySlack(deps.db, user);
      if (viewer === null) return { type: 'stranger' };
      return { type: 'colleague', viewer, language: languageOf(viewer), isTrusted: (await look(user)).isMember };
    },
    // A message is not kept waiting for how somebody in it is called.
    nameOf: (user) =>
      look(user).then(
        ({ name }) => name,
        () => null,
      ),
    forget: (user) => void members.delete(user),
    learn,
  };
}

import { rememberSlackUser, slackUsers } from '../../db/slack/receive.ts';
import { faultCode } from '../api/web-api.ts';
import type { Connection, SlackDeps } from '../deps.ts';
import { isFullMember, type Learn } from './directory.ts';
import { type SlackUser, slackUser } from './payloads.ts';

interface LookupParts {
  readonly connection: () => Connection;
  readonly learn: Learn;
  /** Slack lets somebody in no more; by their Slack user */
  readonly onLeft: (slackUser: string) => Promise<void>;
}

type Staff = Awaited<ReturnType<typeof slackUsers>>[number];

const everyMs = 30 * 60_000;
/** People asked about one by one in a turn, and the pause after it: half of what Slack allows, so that whoever writes is asked about at once. */
const perTurn = 12;
const betweenMs = 15_000;

/** Looks the staff up in Slack, a turn at a time. */
interface StaffLookup {
  /** goes on where it was; returns when it wants to be called again, ms. Throws what Slack says, having kept what it said before. */
  lookUp(): Promise<number>;
}

/**
 * Finds out who of the staff is whom in the workspace: by their Slack user, else by e-mail, which is then remembered. The workspace's list
 * tells of all at once; whoever it leaves open is asked about one by one, and nobody twice because Slack would not say about another.
 */
export function createStaffLookup(deps: SlackDeps, parts: LookupParts): StaffLookup {
  const { db, live, log } = deps;
  /** whom this round has not settled yet; null between rounds */
  let open: Staff[] | null = null;
  let [roundAt, matched, missing] = [Number.NEGATIVE_INFINITY, 0, 0];
  /** somebody was matched whom nobody was told about */
  let isNew = false;

  async function settle(person: Staff, user: SlackUser | null): Promise<void> {
    if (user === null) {
      if (person.slackUser === null) missing += 1;
      return;
    }
    parts.learn(user);
    // That somebody was deactivated may have been told while nobody listened.
    if (person.slackUser !== null) {
      if (user.deleted === true) await parts.onLeft(user.id);
    } else if (isFullMember(user, parts.connection().team) && (await rememberSlackUser(db, person.id, user.id))) {
      matched += 1;
      isNew = true;
    }
  }

  /** Settles whom the list knows, and whom it would know. Returns the others. */
  async function settleByList(staff: readonly Staff[]): Promise<Staff[]> {
    const { users, isWhole } = await listUsers(deps);
    const rest: Staff[] = [];
    for (const person of staff) {
      const user = users.find((each) => (person.slackUser === null ? isEmailOf(each, person.email) : each.id === person.slackUser));
      if (user === undefined && !isWhole) rest.push(person);
      else await settle(person, user ?? null);
    }
    return rest;
  }

  async function takeTurn(): Promise<number> {
    const now = deps.now().getTime();
    if (open === null) {
      if (now - roundAt < everyMs) return everyMs - (now - roundAt);
      [matched, missing] = [0, 0];
      open = await settleByList(await slackUsers(db));
      roundAt = now;
    }
    await settleNext(open, async (person) => settle(person, await askAbout(deps, person)));
    if (open.length > 0) return betweenMs;
    open = null;
    log.info({ matched, missing }, 'the staff was looked up in Slack');
    return everyMs;
  }

  return {
    lookUp() {
      // Once for all of a turn: whoever is told reads the whole company again.
      return takeTurn().finally(() => {
        if (isNew) live.publish([{ topic: 'company' }]);
        isNew = false;
      });
    },
  };
}

/** Settles a turn's worth of them, each taken off the list only when it is done. */
async function settleNext(open: Staff[], settleOne: (person: Staff) => Promise<void>): Promise<void> {
  for (let asked = 0; asked < perTurn && open[0] !== undefined; asked++) {
    await settleOne(open[0]);
    open.shift();
  }
}

const perPage = 500;
/** Of a larger workspace the list is not read: it would take longer than asking about the staff. */
const mostPages = 10;

/** Lists the workspace's people, as far as Slack tells. */
async function listUsers({ api, log }: SlackDeps): Promise<{ users: SlackUser[]; isWhole: boolean }> {
  const users: SlackUser[] = [];
  let cursor = '';
  try {
    for (let page = 0; page < mostPages; page++) {
      const answer = await api.call<{ members?: readonly unknown[]; response_metadata?: { next_cursor?: string } }>('users.list', {
        limit: perPage,
        ...(cursor === '' ? {} : { cursor }),
      });
      for (const each of answer.members ?? []) {
        const user = slackUser.safeParse(each);
        if (user.success) users.push(user.data);
      }
      cursor = answer.response_metadata?.next_cursor ?? '';
      if (cursor === '') return { users, isWhole: users.length > 0 };
    }
  } catch (error) {
    log.warn({ code: faultCode(error) }, 'Slack does not list its people; the staff is asked about one by one');
  }
  return { users, isWhole: false };
}

function isEmailOf({ profile, deleted }: SlackUser, email: string): boolean {
  return deleted !== true && profile?.email?.toLowerCase() === email.toLowerCase();
}

/** Asks about one person; null: Slack knows nobody of the kind. */
async function askAbout({ api }: SlackDeps, { slackUser: known, email }: Staff): Promise<SlackUser | null> {
  try {
    const { user } =
      known === null
        ? await api.call<{ user?: unknown }>('users.lookupByEmail', { email })
        : await api.call<{ user?: unknown }>('users.info', { user: known });
    return slackUser.safeParse(user).data ?? null;
  } catch (error) {
    const code = faultCode(error);
    if (code === 'user_not_found' || code === 'users_not_found' || code === 'user_not_visible') return null;
    throw error;
  }
}

import type { Dice } from './dice.ts';
import type { Lock } from './document.ts';
import type { MakeLink } from './links.ts';
import type { Bot } from './messengers.ts';
import type { Prepared, Staff } from './stage.ts';

/** Somebody who asks, with what lets them in. */
export interface Caller {
  readonly by: string;
  readonly headers: Readonly<Record<string, string>>;
  /** the specialist, where it is one */
  readonly specialist?: string;
}

/** Somebody signed in to the desk. */
interface Hand {
  readonly staff: Staff;
  cookie: string;
  csrf: string;
}

/** A web chat in a browser. */
export interface Visitor {
  token: string;
  renewal: string;
}

export interface Callers {
  readonly visitors: Visitor[];
  /** keys that the run made itself */
  readonly keys: string[];
  /** Whoever a lock asks for; `who`: rather this specialist, and of keys one that may do everything. Null: nobody has what it takes here. */
  enter(lock: Lock | null, who?: string): Caller | null;
  someone(): Staff;
  /** Signs somebody in anew, whose session has ended. */
  renew(specialist: string): Promise<boolean>;
}

interface CallersDeps {
  readonly dice: Dice;
  readonly origin: string;
  readonly prepared: Prepared;
  readonly bot: Bot;
  readonly makeLink: MakeLink;
  readonly adminToken: string | null;
}

/** Signs the whole staff in. */
export async function createCallers({ dice, origin, prepared, bot, makeLink, adminToken }: CallersDeps): Promise<Callers> {
  const hands = new Map<string, Hand>();
  const visitors: Visitor[] = [];
  const keys: string[] = [];

  async function renew(specialist: string): Promise<boolean> {
    const staff = prepared.staff.find((each) => each.id === specialist);
    if (staff === undefined) return false;
    // Whoever ends their sessions everywhere ends the links they were given too.
    const token = await makeLink(staff);
    const signedIn = token === null ? null : await signIn(origin, token);
    if (signedIn === null) hands.delete(specialist);
    else hands.set(specialist, { staff, ...signedIn });
    return signedIn !== null;
  }
  for (const { id } of prepared.staff) await renew(id);

  const desk = (who: string | undefined): Caller | null => {
    const managers = [...hands.values()].filter(({ staff }) => ['director', 'admin'].includes(staff.role));
    const hand = (who === undefined ? undefined : hands.get(who)) ?? dice.maybe(dice.chance(0.4) ? managers : [...hands.values()]);
    if (hand === undefined) return null;
    const { cookie, csrf, staff } = hand;
    return { by: `${staff.role} ${staff.email}`, headers: { cookie, 'x-csrf-token': csrf }, specialist: staff.id };
  };

  return {
    visitors,
    keys,
    renew,
    someone: () => dice.one(prepared.staff),
    enter(lock, who) {
      switch (lock) {
        case null:
          return { by: 'anybody', headers: {} };
        case 'deskSession':
        case 'deskDevice':
          return desk(who);
        case 'chatToken': {
          const visitor = dice.maybe(visitors);
          return visitor === undefined ? null : { by: 'a visitor', headers: { authorization: `Bearer ${visitor.token}` } };
        }
        case 'companyKey': {
          const isWide = who !== undefined || dice.chance(0.8);
          const secret = dice.one(isWide ? prepared.keys.all : [...prepared.keys.narrow, ...keys]);
          return { by: isWide ? 'a key with all scopes' : 'a key with few scopes', headers: { authorization: `Bearer ${secret}` } };
        }
        case 'adminToken':
          return adminToken === null ? null : { by: 'the terminal', headers: { authorization: `Bearer ${adminToken}` } };
        case 'telegramSecret':
          return { by: 'Telegram', headers: { 'x-telegram-bot-api-secret-token': bot.secret } };
        case 'slackSignature':
          return null;
      }
    },
  };
}

async function signIn(origin: string, token: string): Promise<{ cookie: string; csrf: string } | null> {
  const entered = await fetch(`${origin}/desk/sign-in`, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ token }) });
  await entered.arrayBuffer();
  const cookie = entered.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  if (cookie === '') return null;
  const me = await fetch(`${origin}/desk/api/me`, { headers: { cookie } });
  const { csrf } = (await me.json()) as { csrf?: string };
  return csrf === undefined ? null : { cookie, csrf };
}

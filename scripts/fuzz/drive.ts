import { setTimeout as pause } from 'node:timers/promises';
import type { Asking } from './asking.ts';
import type { Callers } from './callers.ts';
import type { Dice } from './dice.ts';
import type { Target } from './document.ts';
import { type Fields, journeys, type Road } from './journeys/index.ts';
import type { Known } from './known.ts';
import { type Bot, slackUserOf, type Workspace } from './messengers.ts';
import type { Receiver } from './receiver.ts';
import { isUnreached, leadsOn, unreached } from './report.ts';
import type { Given, MakeWish } from './requests.ts';
import type { SlackCalls } from './slack-calls.ts';
import { spoil } from './spoil.ts';
import type { Staff } from './stage.ts';
import type { TelegramUpdates } from './telegram-updates.ts';
import type { Answer, Wish } from './wish.ts';

export interface Drive {
  readonly dice: Dice;
  readonly known: Known;
  readonly callers: Callers;
  readonly asking: Asking;
  readonly requests: number;
  /** most operations may be left without a success */
  readonly short: boolean;
  readonly targets: readonly Target[];
  readonly makeWish: MakeWish;
  readonly slack: SlackCalls;
  readonly telegram: TelegramUpdates;
  readonly workspace: Workspace;
  readonly bot: Bot;
  readonly receiver: Receiver;
  readonly staff: readonly Staff[];
  readonly now: () => Date;
  readonly isAlive: () => boolean;
  /** what the server logged as an error since this was asked last */
  readonly errors: () => readonly string[];
}

/** These end what the others live on, so they are asked less often. */
const ending =
  /sign-out|session\/lock|\/leave$|DELETE \/desk\/api\/keys|keys\/revoke|me\/pin|company\/apply|sessions?\/.*end|PATCH \/desk\/api\/(staff|departments)|availability|POST \/desk\/api\/policy$|question-tree$/;
/** What whoever runs a server has to hear of a messenger that sends what nobody can read, or takes its leave, as the fuzz makes it do. */
const expected = /an update from Telegram could not be read|Slack lets the app in no more/;
const endingShare = 0.15;
const spoiledShare = 0.45;
const mostRounds = 6;
/** How often what had no success is asked once more, rightly. */
const mostTries = 25;

/** Asks one thing after another until so many were asked, or the server is gone. */
export async function drive(scene: Drive): Promise<void> {
  const { dice, asking, requests, isAlive } = scene;
  const names = Object.keys(journeys);
  // Every journey first, so that what is asked later has something to be about; again while one did not reach its end.
  for (let round = 0; round < mostRounds && isAlive(); round += 1) {
    if (round === 0 || unreached(asking.tallies, true).length > 0) for (const each of names) await walk(scene, each);
  }
  while (asking.count() < requests && isAlive()) {
    const die = dice.next();
    if (die < 0.12) await walk(scene, dice.one(names));
    else if (die < 0.24) await messenger(scene);
    else await single(scene);
    listen(scene);
  }
  if (!scene.short) await catchUp(scene);
  listen(scene);
  if (!isAlive()) asking.complain('the server ended');
}

function listen({ asking, errors }: Drive): void {
  for (const line of errors().filter((each) => !expected.test(each))) asking.complain(`logged as an error: ${line.slice(0, 1500)}`);
}

/** Something is unreached until a journey has led there: those that ask for it are walked again, and then it is asked by itself. */
async function catchUp(scene: Drive): Promise<void> {
  const { asking, callers, targets, makeWish, isAlive } = scene;
  // The terminal has no door where the database is served apart.
  const asked = targets.flatMap(({ name, lock }) => (lock === 'adminToken' && callers.enter(lock) === null ? [] : [name]));
  for (let round = 0; round < mostRounds; round += 1)
    for (const name of Object.keys(journeys)) if (isAlive() && leadsOn(asking.tallies, name, asked)) await walk(scene, name);
  for (const target of targets) {
    for (let tries = 0; tries < mostTries && isAlive() && isUnreached(asking.tallies, target.name); tries += 1) {
      const wish = makeWish(target, { who: 'whoever may' });
      if (wish === null) break;
      await askAsSomebody(scene, wish);
    }
  }
}

/** Some operation, rather one that had no success yet; half of the time spoiled, now and then sent again, or twice at once. */
async function single(scene: Drive): Promise<void> {
  const { dice, asking, targets, makeWish } = scene;
  const unreached = targets.filter(({ name, lock }) => (asking.tallies.get(name)?.succeeded ?? 0) === 0 && lock !== 'slackSignature');
  const target = dice.chance(0.25) && unreached.length > 0 ? dice.one(unreached) : dice.one(targets);
  if (target.lock === 'slackSignature' || target.lock === 'telegramSecret') return messenger(scene);
  if (ending.test(target.name) && !dice.chance(endingShare)) return;
  const wish = makeWish(target);
  if (wish === null || takesAway(scene, wish)) return;
  const asked = dice.chance(spoiledShare) ? bent(scene, wish) : wish;
  const again = dice.next();
  if (again < 0.04) await Promise.all([asking.ask(asked), asking.ask({ ...asked, how: `${asked.how}, twice at once` })]);
  else await askAsSomebody(scene, asked);
  if (again > 0.96) await asking.ask({ ...asked, how: `${asked.how}, again` });
}

/** Whom the journeys go by is neither let go nor made somebody else. */
function takesAway({ staff }: Drive, { target, params }: Wish): boolean {
  return (
    /^(PATCH|POST) \/desk\/api\/staff\/\{id\}(\/leave)?$/.test(target?.name ?? '') &&
    Object.values(guidesOf(staff)).includes(params['id'] ?? '')
  );
}

function guidesOf(staff: readonly Staff[]): Pick<Road, 'director' | 'head'> {
  return {
    director: staff.find((each) => each.role === 'director')?.id ?? '',
    head: staff.find((each) => each.email.startsWith('marina'))?.id ?? '',
  };
}

function bent({ dice, known }: Drive, wish: Wish): Wish {
  const once = spoil(wish, dice, known);
  return dice.chance(0.3) ? spoil(once, dice, known) : once;
}

/** Somebody whose session has ended signs in again; true when they did. */
async function askAsSomebody({ asking, callers, staff }: Drive, wish: Wish): Promise<{ answer: Answer | null; isRenewed: boolean }> {
  const answer = await asking.ask(wish);
  const isEnded = answer?.status === 401 && wish.how === 'valid' && wish.target?.lock === 'deskSession';
  const email = wish.by.split(' ')[1];
  const who = staff.find((each) => each.email === email);
  return { answer, isRenewed: isEnded && who !== undefined && (await callers.renew(who.id)) };
}

/** A call of Telegram or Slack, sometimes with something odd in it; signed all the same. */
async function messenger(scene: Drive): Promise<void> {
  const { dice, known, asking, targets, slack, telegram } = scene;
  const [slackTarget, telegramTarget] = ['slackSignature', 'telegramSecret'].map((lock) => targets.find((each) => each.lock === lock));
  if (slackTarget === undefined || telegramTarget === undefined) return;
  const isBent = dice.chance(0.35);
  if (dice.chance(0.5)) {
    const wish = telegram.any(telegramTarget);
    await asking.ask(isBent ? bent(scene, wish) : wish);
    return;
  }
  const oddly = (body: string) => String(spoilBody(body));
  const wish = slack.any(slackTarget, isBent ? oddly : (body) => body);
  await asking.ask(dice.chance(0.05) ? spoil(wish, dice, known) : isBent ? { ...wish, how: 'bent before it was signed' } : wish);

  function spoilBody(body: string): string {
    const plain: Wish = { target: null, method: 'POST', path: '', params: {}, headers: {}, body, by: '', how: '' };
    for (let tries = 0; tries < 8; tries += 1) {
      const spoiled = spoil(plain, dice, known).body;
      if (typeof spoiled === 'string' && spoiled !== body) return spoiled;
    }
    return body;
  }
}

async function walk(scene: Drive, name: string): Promise<void> {
  await journeys[name]?.(roadOf(scene, name));
}

function roadOf(scene: Drive, journey: string): Road {
  const { dice, asking, callers, targets, makeWish, slack, telegram, workspace, bot, receiver, staff, now } = scene;
  const byName = new Map(targets.map((each) => [each.name, each]));
  const named = (name: string): Target => {
    const found = byName.get(name);
    if (found === undefined) throw new Error(`the document has no ${name}`);
    return found;
  };
  return {
    dice,
    now,
    async go<Json = Fields>(name: string, given?: Given): Promise<Json | null> {
      const target = byName.get(name);
      if (target === undefined) asking.complain(`a journey asks for what the document does not have: ${name}`);
      const tried = async () => {
        const wish = target === undefined ? null : makeWish(target, { who: 'whoever may', ...given });
        return wish === null ? { answer: null, isRenewed: false } : askAsSomebody(scene, { ...wish, journey });
      };
      const { answer: first, isRenewed } = await tried();
      const answer = isRenewed ? (await tried()).answer : first;
      return answer === null || answer.status >= 400 ? null : ((answer.json ?? {}) as Json);
    },
    telegram: (call) =>
      asking.ask({
        ...('start' in call
          ? telegram.start(named('POST /telegram/webhook'), call.user, call.start)
          : telegram.says(named('POST /telegram/webhook'), call.user, call.says)),
        journey,
      }),
    newTelegramUser: telegram.newUser,
    refuseInTelegram: (user) => void bot.blocked.add(user),
    wait: (ms) => pause(ms),
    async slackAnswer(email, text) {
      const thread = workspace.standing.findLast((each) => each.threadTs === null);
      return thread === undefined
        ? null
        : asking.ask({ ...slack.answer(named('POST /slack/events'), slackUserOf(email), thread, text), journey });
    },
    receiver: receiver.url,
    ...guidesOf(staff),
    signInAgain: callers.renew,
    emailOf: (specialist) => staff.find((each) => each.id === specialist)?.email,
  };
}

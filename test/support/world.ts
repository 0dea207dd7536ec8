import { v7 } from 'uuid';
import { defaultPolicy } from '../../flows/policy.ts';
import type { Db } from '../../src/db/db.ts';
import { openDb } from '../../src/db/open.ts';
import { orm } from '../../src/db/orm.ts';
import * as schema from '../../src/db/schema.ts';
import type { ContactId, ConversationId, NewId, SpecialistId, WindowId } from '../../src/domain/ids.ts';
import type { MessageBody } from '../../src/domain/message.ts';
import type { Policy } from '../../src/domain/policy.ts';
import type { SubmitLimits } from '../../src/engine/batch/submit.ts';
import { createLoggedContactChannels } from '../../src/engine/delivery/logged-contact.ts';
import type { Log } from '../../src/engine/deps.ts';
import { createEngine, type Engine } from '../../src/engine/engine.ts';
import type { Command, Outcome } from '../../src/engine/submissions/submission.ts';
import type { Hint } from '../../src/live/live.ts';
import { createWebchat } from '../../src/webchat/channel.ts';
import { type Kind, openTestDb } from './database.ts';
import { retakeAll, undated, unkept } from './retake.ts';
import { insertCompany, type StatedCompany } from './stated-company.ts';

export interface WorldSpec extends StatedCompany {
  readonly policy?: (policy: Policy) => Policy;
  /** false: nobody is here without a sign; everybody is unless stated */
  readonly assumed?: boolean;
  readonly limits?: Partial<SubmitLimits>;
}

/** The default policy, with room for strangers up to the last place: most worlds are about other things, and full of strangers. */
const openPolicy: Policy = { ...defaultPolicy, conversations: { ...defaultPolicy.conversations, strangersPercent: 100 } };

const id = v7 as NewId;
const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };

/** A person in the web chat, by the address their messages come from. */
export interface ClientHand {
  readonly address: string;
  readonly window: WindowId;
  says(text: string, externalId?: string): Promise<Outcome>;
  taps(question: string, option: string, externalId?: string): Promise<Outcome>;
}

export interface World {
  readonly db: Db;
  readonly engine: Engine;
  readonly hints: Hint[];
  /** the clock; it stands still unless moved */
  readonly clock: { at: Date };
  stranger(): ClientHand;
  /** a contact proven by the site's login */
  contact(name: string): ClientHand;
  specialist(name: string): SpecialistId;
  does(name: string, conversation: ConversationId, command: Command, key?: string): Promise<Outcome>;
  /** the window's messages as texts, both audiences */
  /** without texts of the desk that were taken away for the next one */
  thread(window: WindowId): Promise<{ seq: number; author: string; audience: string; body: MessageBody; authorId: string | null }[]>;
  conversations(window: WindowId): Promise<(typeof schema.conversation.$inferSelect)[]>;
  loads(): Promise<Record<string, { cases: number; portfolio: number }>>;
  /** another engine on the same database, as another server would be */
  another(): Promise<Engine>;
  close(): Promise<void>;
}

/** A company of one's own in a database of one's own; nothing is in it that was not stated. */
export async function world(kind: Kind, spec: WorldSpec): Promise<World> {
  const test = await openTestDb(kind);
  const { db } = test;
  const usual: Policy = { ...openPolicy, presence: { ...defaultPolicy.presence, assumed: spec.assumed ?? true } };
  const policy = spec.policy?.(usual) ?? usual;
  const clock = { at: new Date('2026-03-02T09:00:00Z') };
  const ids = await insertCompany(db, spec, policy, clock.at);
  const hints: Hint[] = [];
  const others: { engine: Engine; db: Db }[] = [];
  const make = (on: Db) => {
    const live = { publish: (told: readonly Hint[]) => void hints.push(...told), subscribe: () => () => {}, close: async () => {} };
    return createEngine({
      db: on,
      now: () => clock.at,
      newId: id,
      log: silent,
      live,
      channels: [createWebchat(live), ...createLoggedContactChannels()],
      ...(spec.limits === undefined ? {} : { limits: spec.limits }),
    });
  };
  const engine = await make(db);
  const hand = (address: string, window: WindowId, contact?: ContactId): ClientHand => {
    const send = (content: { text: string; choice?: { question: string; option: string } }, externalId: string) =>
      engine.submit({
        type: 'inbound',
        account: 'webchat',
        externalId,
        address,
        window,
        ...(contact === undefined ? {} : { contact }),
        language: 'en',
        content,
        occurredAt: clock.at,
      });
    return {
      address,
      window,
      says: (text, externalId = id()) => send({ text }, externalId),
      taps: (question, option, externalId = id()) => send({ text: '', choice: { question, option } }, externalId),
    };
  };
  return {
    db,
    engine,
    hints,
    clock,
    stranger: () => hand(id(), id<'window'>()),
    contact: (name) => {
      const found = ids.contacts.get(name);
      if (found === undefined) throw new Error(`no contact ${name}`);
      return hand(`site:${found.contact}`, found.window, found.contact);
    },
    specialist: (name) => ids.specialist(name),
    does: (name, conversation, command, key = id()) =>
      engine.submit({ type: 'desk', key, conversation, actor: ids.specialist(name), command }),
    thread: (window) =>
      db.query(
        `select seq, author, audience, body, author_id as "authorId" from message
         where window_id = $1::text::uuid and (author <> 'system' or deleted_at is null) order by seq`,
        [window],
      ),
    conversations: async (window) =>
      (await orm(db).select().from(schema.conversation))
        .filter((each) => each.windowId === window)
        .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    loads: async () => {
      const rows = await db.query<{ name: string; cases: number; portfolio: number }>(
        `select s.name, l.case_units as cases, l.portfolio_units as portfolio from specialist_load l join specialist s on s.id = l.specialist_id`,
      );
      return Object.fromEntries(rows.map(({ name, cases, portfolio }) => [name, { cases, portfolio }]));
    },
    another: async () => {
      const own = await openDb(test.place);
      const made = await make(own);
      others.push({ engine: made, db: own });
      return made;
    },
    close: async () => {
      for (const each of others) {
        await each.engine.stop();
        await each.db.close();
      }
      await engine.stop();
      const { differing } = await retakeAll(db);
      const sizes = (await undated(db)).filter((each) => each.startsWith('client'));
      const lost = await unkept(db);
      await test.close();
      if (lost.length > 0) throw new Error(`decided, and not kept on what: ${lost.join(', ')}`);
      if (differing.length > 0) throw new Error(`decided otherwise when taken again: ${JSON.stringify(differing)}`);
      if (sizes.length > 0) throw new Error(`a size changed without a date: ${sizes.join(', ')}`);
    },
  };
}

/** The conversation of an accepted submission; throws what it was refused with. */
export function conversationOf(outcome: Outcome): ConversationId {
  if (outcome.type === 'refused') throw new Error(`refused: ${outcome.code}`);
  if (outcome.conversation === null) throw new Error('accepted without a conversation');
  return outcome.conversation;
}

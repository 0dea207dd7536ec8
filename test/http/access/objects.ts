import { insertClients } from '../../../src/db/clients/write-clients.ts';
import { objections } from '../../../src/domain/objection.ts';
import type { AnyOperation } from '../../../src/http/operation.ts';
import { conversationOf } from '../../support/world.ts';
import { type House, json, newId } from '../house.ts';
import type { StaffHand } from './staff.ts';

/** Something a route is about, in the department it counts in, and what has to be sent for it to be about just that. */
export interface Made {
  readonly id: string;
  readonly department: string | null;
  readonly fields: object;
  /** further parts of the address */
  readonly params?: Readonly<Record<string, string>>;
}

export interface Objects {
  /** whose objects of this kind `actor` is asked about: their own where they can have one, a colleague's, a stranger's */
  holdersOf(kind: string, actor: string): readonly string[];
  make(kind: string, holder: string, operation: AnyOperation): Promise<Made>;
}

const departments: Readonly<Record<string, string>> = {
  Olga: 'client',
  Pavel: 'client',
  Hanna: 'client',
  Ada: 'client',
  Sveta: 'sales',
  Fedor: 'finance',
  Gleb: 'finance',
};

/** One of every kind for whoever is asked about: of one's own, of a colleague, of somebody in another department. */
export async function createObjects(home: House, director: () => StaffHand): Promise<Objects> {
  const { world } = home;
  const { db } = world;
  const person = (name: string): string => world.specialist(name);
  const departmentId = async (key: string) =>
    (await db.query<{ id: string }>('select id from department where key = $1::text', [key]))[0]?.id ?? '';

  /** In their charge, and never in anybody else's. */
  async function conversation(holder: string): Promise<string> {
    const id = conversationOf(await world.stranger().says('operator'));
    const department = departments[holder] ?? 'client';
    const [now] = await db.query<{ name: string }>(
      'select s.name from conversation c join specialist s on s.id = c.specialist_id where c.id = $1::text::uuid',
      [id],
    );
    if (department !== 'client') await world.does(now?.name ?? 'Hanna', id, { type: 'transfer', department, reason: 'x' });
    if (now?.name !== holder) await world.does(holder, id, { type: 'take', knowingly: objections });
    await db.query('delete from assignment where conversation_id = $1::text::uuid and specialist_id is distinct from $2::text::uuid', [
      id,
      person(holder),
    ]);
    return id;
  }

  /** Owned by them where they work, with a contact; nobody talks to it. */
  async function client(holder: string): Promise<{ client: string; contact: string }> {
    const [client, contact] = [newId(), newId()];
    const at = new Date();
    await insertClients(
      db,
      [{ id: client, name: `of ${holder}`, size: 'key', stage: 'served', productLine: null, externalId: null, createdAt: at }],
      at,
    );
    await db.query(
      `insert into ownership (id, client_id, department_id, specialist_id, "from", reason)
       values ($1::text::uuid, $2::text::uuid, $3::text::uuid, $4::text::uuid, now(), 'stated')`,
      [newId(), client, await departmentId(departments[holder] ?? 'client'), person(holder)],
    );
    await db.query(
      `insert into contact (id, window_id, name, language, created_at) values ($1::text::uuid, $2::text::uuid, 'Anna', 'en', now())`,
      [contact, newId()],
    );
    await db.query(
      `insert into contact_client (id, contact_id, client_id, "from", reason)
       values ($1::text::uuid, $2::text::uuid, $3::text::uuid, now(), 'stated')`,
      [newId(), contact, client],
    );
    return { client, contact };
  }

  /** Was taken for two people once, which was undone: undoing it again is success. */
  async function contact(holder: string, department: string | null): Promise<Made> {
    const [{ contact }, join] = [await client(holder), newId()];
    await db.query(
      `insert into contact_join (id, from_contact_id, into_contact_id, proof, moved, at, undone_at)
       values ($1::text::uuid, $1::text::uuid, $2::text::uuid, 'phone', '{"windows":[]}', now(), now())`,
      [join, contact],
    );
    return { id: contact, department, fields: {}, params: { join } };
  }

  async function absence(holder: string): Promise<string> {
    const planned = { from: '2026-07-01T00:00:00Z', until: '2026-07-02T00:00:00Z', reason: 'x' };
    return (await json<{ id: string }>(await director().post(`/staff/${person(holder)}/absences`, planned))).id;
  }

  async function violation(holder: string): Promise<string> {
    const id = await conversation(holder);
    const [hold] = await db.query<{ id: string }>(
      `update turn_hold set specialist_id = $2::text::uuid, lapsed_at = due, until = due + interval '3 minutes',
              department_id = (select id from department where key = $3::text)
        where turn_id = (select open_turn_id from conversation where id = $1::text::uuid) returning turn_id || '.' || n as id`,
      [id, person(holder), departments[holder] ?? 'client'],
    );
    return hold?.id ?? '';
  }

  async function task(holder: string): Promise<string> {
    const id = newId();
    await db.query(
      `insert into task (id, kind, department_id, specialist_id, text, due_at, created_at)
       values ($1::text::uuid, 'webhook', $2::text::uuid, $3::text::uuid, '', now(), now())`,
      [id, await departmentId(departments[holder] ?? 'client'), person(holder)],
    );
    return id;
  }

  async function snippet(department: string): Promise<string> {
    const id = newId();
    await db.query(
      `insert into snippet (id, title, body, department_id, created_by, updated_at)
       values ($1::text::uuid, 'x', '{"en":"x"}', $2::text::uuid, $3::text::uuid, now())`,
      [id, await departmentId(department), person('Dina')],
    );
    return id;
  }

  /** Came with a message of a conversation in their charge. */
  async function file(holder: string): Promise<string> {
    const id = newId();
    await db.query(
      `insert into attachment (id, window_id, seq, name, media_type, size, sha256, created_at, stored_at)
       select $1::text::uuid, window_id, seq, 'x.txt', 'text/plain', 0, '', now(), now()
         from message where conversation_id = $2::text::uuid order by seq limit 1`,
      [id, await conversation(holder)],
    );
    return id;
  }

  async function handover(holder: string): Promise<string> {
    const id = newId();
    await db.query(
      `insert into handover (id, client_id, product_line, terms, policy_version, began_at, status, is_project, from_id)
       values ($1::text::uuid, $2::text::uuid, 'software', '{}', 1, now(), 'initial', false, $3::text::uuid)`,
      [id, (await client(holder)).client, person(holder)],
    );
    return id;
  }

  /** Wished by them, for somebody of their department. */
  async function proposal(holder: string): Promise<string> {
    const id = newId();
    await db.query(
      `insert into proposal (id, kind, client_id, department_id, specialist_id, reason, by_kind, by_id, at, due_at, status)
       values ($1::text::uuid, 'owner', $2::text::uuid, $3::text::uuid, $4::text::uuid, 'x', 'specialist', $4::text::uuid, now(), now(), 'asked')`,
      [id, (await client(holder)).client, await departmentId(departments[holder] ?? 'client'), person(holder)],
    );
    return id;
  }

  /** Of somebody not known yet. */
  async function outreach(holder: string): Promise<string> {
    const id = newId();
    await db.query(
      `insert into outreach (id, hash, at, created_at, by_kind, specialist_id, means, phone)
       values ($1::text::uuid, '', now(), now(), 'terminal', $2::text::uuid, 'call', '+79215550011')`,
      [id, person(holder)],
    );
    return id;
  }

  return {
    holdersOf(kind, actor) {
      if (['person', 'absence'].includes(kind)) return ['Olga', 'Pavel', 'Sveta', 'Fedor', 'Hanna', 'Dina', 'Ada'];
      if (kind === 'department' || kind === 'snippet') return ['Olga', 'Sveta', 'Fedor'];
      // Clients are owned where there are portfolios; handovers begin in sales.
      if (kind === 'client' || kind === 'contact') return ['Olga', 'Pavel', 'Sveta'];
      if (kind === 'handover') return ['Sveta'];
      const own = departments[actor] === undefined ? [] : [actor];
      return [...new Set([...own, 'Pavel', 'Sveta', 'Fedor'])];
    },
    async make(kind, holder, { path, method }) {
      const department = departments[holder] ?? null;
      switch (kind) {
        case 'conversation':
          return { id: await conversation(holder), department, fields: {} };
        case 'person':
          return { id: person(holder), department, fields: stale(method, path) };
        case 'absence':
          return { id: await absence(holder), department, fields: {} };
        case 'department':
          return { id: department ?? '', department, fields: { version: 'long ago', head: null } };
        case 'client':
          return {
            id: (await client(holder)).client,
            department,
            fields: path.endsWith('/weight') ? { department } : path.includes('/owner') ? { department, specialist: person(holder) } : {},
          };
        case 'proposal':
          return { id: await proposal(holder), department, fields: {} };
        case 'outreach':
          return { id: await outreach(holder), department, fields: {} };
        case 'contact':
          return contact(holder, department);
        case 'violation':
          return { id: await violation(holder), department, fields: {} };
        case 'handover':
          return { id: await handover(holder), department, fields: { verb: 'documents', until: null } };
        case 'task':
          return { id: await task(holder), department, fields: {} };
        case 'snippet':
          return { id: await snippet(department ?? ''), department, fields: { department } };
        case 'file':
          return { id: await file(holder), department, fields: {} };
        default:
          throw new Error(`no object of kind ${kind}`);
      }
    },
  };
}

/** Nobody really leaves while others are asked about them; planned ahead, an absence changes nothing now. */
function stale(method: string, path: string): object {
  if (path.endsWith('/availability')) return { availability: 'available', awayUntil: null };
  if (path.endsWith('/absences')) return { deputy: null };
  return method === 'patch' || /leave|rehire/.test(path) ? { version: 'long ago' } : {};
}

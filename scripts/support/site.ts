import { openDb } from '../../src/db/open.ts';
import { loadCompany } from '../../src/engine/load-company.ts';
import { recount } from '../../src/engine/recount.ts';
import { retake } from '../../src/reports/retake.ts';
import { cloneDatabase } from './postgres-clone.ts';
import { temporaryFolder } from './temporary.ts';

/** An empty database of its own, for servers to be started on; they make the demo company in it. */
export interface Site {
  readonly databaseUrl?: string;
  readonly dataFolder: string;
  /** what the tables say of each other when nobody serves any more */
  audit(): Promise<Audit>;
  release(): Promise<void>;
}

export interface Audit {
  readonly conversations: number;
  readonly messages: number;
  /** clients' messages that are stored */
  readonly fromClients: number;
  /** found by recounting messages, log, outbox and loads, by replaying every conversation, and by taking every decision again; none is right */
  readonly faults: readonly string[];
}

/** `postgresUrl`: of the server it is to be on; null: an embedded one. */
export async function newSite(postgresUrl: string | null): Promise<Site> {
  const folder = await temporaryFolder('site');
  const database = postgresUrl === null ? null : await cloneDatabase(postgresUrl);
  const where = { dataFolder: folder.path, ...(database === null ? {} : { databaseUrl: database.url }) };
  return {
    ...where,
    audit: () => audit(where),
    release: async () => {
      await database?.drop();
      await folder.remove();
    },
  };
}

async function audit(where: { readonly dataFolder: string; readonly databaseUrl?: string }): Promise<Audit> {
  const db = await openDb(where);
  try {
    const faults = await recount(db, await loadCompany(db));
    const { differing } = await retake(db, { from: new Date(0), until: new Date() });
    const [counted] = await db.query<Omit<Audit, 'faults'>>(
      `select (select count(*)::int from conversation) as conversations, count(*)::int as messages,
         (count(*) filter (where author = 'client'))::int as "fromClients" from message`,
    );
    if (counted === undefined) throw new Error('nothing was counted');
    const otherwise = differing.map((each) => ({ what: `taken again, the ${each.kind} is otherwise`, where: each }));
    return { ...counted, faults: [...faults, ...otherwise].map(({ what, where: at }) => `${what}: ${JSON.stringify(at)}`) };
  } finally {
    await db.close();
  }
}

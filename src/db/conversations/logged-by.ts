import type { AuditAction } from '../../texts/audit.ts';
import type { Queries } from '../db.ts';
import { bare, named } from '../names.ts';
import { audit } from '../schema.ts';
import { statement } from '../statement.ts';

const a = named(audit, 'a');
const row = bare(audit);
const logged = 'conversation.logged' satisfies AuditAction;

const note = statement(
  `insert into ${row} (${row.id}, ${row.at}, ${row.actorKind}, ${row.actorId}, ${row.action}, ${row.objectKind}, ${row.objectId})
   select $1::text::uuid, $2::text::timestamptz, 'specialist', $3::text::uuid, '${logged}', 'conversation', $4::text
   where not exists (select 1 from ${a} where ${a.objectKind} = 'conversation' and ${a.objectId} = $4::text and ${a.action} = '${logged}'
     and ${a.actorId} = $3::text::uuid)`,
);

export interface LoggedBy {
  readonly id: string;
  readonly at: Date;
  readonly specialist: string;
  readonly conversation: string;
}

/** Notes who logged a call or a visit, once: they may open and take it, wherever it went (R7). */
export async function noteLogger(db: Queries, { id, at, specialist, conversation }: LoggedBy): Promise<void> {
  await note(db, [id, at.toISOString(), specialist, conversation]);
}

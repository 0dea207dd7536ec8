import type { IdentityId } from '../../domain/ids.ts';
import { nullableTexts, uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { bare, named } from '../names.ts';
import { contact, contactClient, identity, identityLink } from '../schema.ts';
import { statement } from '../statement.ts';

/** What a channel says of somebody: how they are called there, their name for links, and by which link they came first. */
export interface Profile {
  readonly name: string | null;
  readonly username: string | null;
  readonly source: string | null;
}

const i = named(identity, 'i');
const l = named(identityLink, 'l');
const c = named(contact, 'c');
const cc = named(contactClient, 'cc');
const set = bare(identity);

const writeProfiles = statement(
  `update ${i} set ${set.name} = coalesce(k.name, ${i.name}), ${set.username} = k.username, ${set.source} = coalesce(${i.source}, k.source)
     from unnest($1::text::uuid[], $2::text::text[], $3::text::text[], $4::text::text[]) as k(id, name, username, source) where ${i.id} = k.id`,
);

const renameStrangers = statement(
  `update ${c} set ${bare(contact).name} = k.name
     from unnest($1::text::uuid[], $2::text::text[], $3::text::text[]) as k(id, name, former)
     join ${l} on ${l.identityId} = k.id and ${l.until} is null and ${l.proof} = 'first-message'
    where ${c.id} = ${l.contactId} and k.name is not null and (k.former is null or ${c.name} = k.former)
      and not exists (select 1 from ${cc} where ${cc.contactId} = ${c.id} and ${cc.until} is null)`,
);

/** Somebody who is called otherwise than before; `former`: what they were called. */
export interface NewProfile extends Profile {
  readonly identity: IdentityId;
  readonly former: string | null;
}

/**
 * Writes how people are called in a channel now, sorted by the caller. A stranger is called so here too, unless a colleague named them; a
 * client's contact is called as the company calls them.
 */
export async function keepProfiles(tx: Queries, profiles: readonly NewProfile[]): Promise<void> {
  if (profiles.length === 0) return;
  const ids = uuids(profiles.map((each) => each.identity));
  const names = nullableTexts(profiles.map((each) => each.name));
  await writeProfiles(tx, [
    ids,
    names,
    nullableTexts(profiles.map((each) => each.username)),
    nullableTexts(profiles.map((each) => each.source)),
  ]);
  await renameStrangers(tx, [ids, names, nullableTexts(profiles.map((each) => each.former))]);
}

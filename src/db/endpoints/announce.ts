import type { Announcement } from '../../domain/announcement.ts';
import type { Queries } from '../db.ts';
import { bare } from '../names.ts';
import { inserter } from '../rows.ts';
import { announcement, endpoint } from '../schema.ts';

const e = bare(endpoint);

/**
 * Types that some endpoint asks for, paused or not: while there is no endpoint nothing is written. Numbers are given in the order in which
 * things happened, which is that of ids made by one process; a join would turn it over.
 */
const isAskedFor = `where new_row."type" in (select jsonb_array_elements_text(${e.types}) from ${e}) order by new_row."id"`;

/** Writes announcements in the transaction of what they tell, under the lock of what they are about: their numbers give them order. */
export const announcing = inserter(announcement, isAskedFor, ['n']);

/** An announcement, and whose lane it is in. */
export type NewAnnouncement = Parameters<typeof announcing>[1][number];

/** Makes the row of an announcement about an object. */
export function announcementRow({ object, data, ...told }: Announcement, about: string): NewAnnouncement {
  return { ...told, about, body: { object, data }, isSpread: false };
}

export function announce(tx: Queries, told: Announcement, about: string): Promise<void> {
  return announcing(tx, [announcementRow(told, about)]);
}

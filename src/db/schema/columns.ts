import { bigint, customType, timestamp } from 'drizzle-orm/pg-core';

/** An instant, kept in UTC to the millisecond. */
export const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 });

/** A number that may grow beyond 32 bits, but never beyond what JavaScript counts exactly. */
export const count = (name: string) => bigint(name, { mode: 'number' });

export const bytes = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });

export const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });

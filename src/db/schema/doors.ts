import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { SpecialistId } from '../../domain/ids.ts';
import { at } from './columns.ts';

/** A link that signs a specialist in once. Only the hash is kept. */
export const signInLink = pgTable('sign_in_link', {
  tokenHash: text('token_hash').primaryKey(),
  specialistId: uuid('specialist_id').$type<SpecialistId>().notNull(),
  createdAt: at('created_at').notNull(),
  expiresAt: at('expires_at').notNull(),
  usedAt: at('used_at'),
  /** whoever uses it is signed out everywhere else */
  endsSessions: boolean('ends_sessions').notNull().default(false),
});

export const deskSession = pgTable(
  'desk_session',
  {
    id: uuid('id').primaryKey(),
    specialistId: uuid('specialist_id').$type<SpecialistId>().notNull(),
    createdAt: at('created_at').notNull(),
    expiresAt: at('expires_at').notNull(),
    endedAt: at('ended_at'),
    /** `link` or `pin`; null for sessions older than this column */
    begunBy: text('begun_by'),
    /** the browser it began on, in its own words and cut short */
    agent: text('agent'),
  },
  (t) => [index('desk_session_specialist').on(t.specialistId)],
);

/** Six digits by which somebody who signed in on a browser before comes back to it. Useless without the server's secret. */
export const specialistPin = pgTable('specialist_pin', {
  specialistId: uuid('specialist_id').$type<SpecialistId>().primaryKey(),
  salt: text('salt').notNull(),
  hash: text('hash').notNull(),
  iterations: integer('iterations').notNull(),
  /** tries since the last right one, counted before they are looked at */
  misses: integer('misses').notNull(),
  triedAt: at('tried_at'),
  setAt: at('set_at').notNull(),
});

/** A key for the company's systems. The secret is shown once and kept as a hash. */
export const apiKey = pgTable('api_key', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  secretHash: text('secret_hash').notNull().unique(),
  /** such as `clients:read`, `conversations:write` */
  scopes: jsonb('scopes').notNull(),
  createdAt: at('created_at').notNull(),
  createdBy: uuid('created_by'),
  lastUsedAt: at('last_used_at'),
  revokedAt: at('revoked_at'),
  /** requests a minute; null: the usual number */
  rateLimit: integer('rate_limit'),
  /** the minute now being counted, and the requests in it: in the database, so that all servers count together */
  countedFrom: at('counted_from'),
  counted: integer('counted'),
});

/** Answers already given, so that a repeated request is answered alike. Pruned by age. */
export const idempotency = pgTable(
  'idempotency',
  {
    apiKeyId: uuid('api_key_id').notNull(),
    key: text('key').notNull(),
    requestHash: text('request_hash').notNull(),
    status: integer('status'),
    response: jsonb('response'),
    createdAt: at('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.apiKeyId, t.key] })],
);

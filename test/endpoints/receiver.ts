import { v7 } from 'uuid';
import { expect } from 'vitest';
import { deliveryLog } from '../../src/db/endpoints/deliveries.ts';
import { findEndpoint } from '../../src/db/endpoints/endpoints.ts';
import { type AnnouncementType, announcementTypes } from '../../src/domain/announcement.ts';
import type { NewId } from '../../src/domain/ids.ts';
import type { Posted } from '../../src/domain/webhook-retry.ts';
import { signature } from '../../src/domain/webhook-signature.ts';
import type { WebhookRequest } from '../../src/endpoints/post.ts';
import { spreadNew, type TellDeps, tellOnce } from '../../src/endpoints/tell.ts';
import { change, type EndpointDeps, register } from '../../src/endpoints/verbs.ts';
import { createInFlight } from '../../src/engine/delivery/in-flight.ts';
import { announcementSchema } from '../../src/http/announcement-shape.ts';
import { createSealing } from '../../src/http/sealing.ts';
import type { World } from '../support/world.ts';

/** What is sent, as a receiver reads it. */
export interface Heard {
  readonly id: string;
  readonly type: AnnouncementType | 'webhook.test';
  readonly at: string;
  readonly object: Readonly<Record<string, string | null>>;
  readonly data: Readonly<Record<string, unknown>>;
}

export const answered = (code: number, retryAfterMs: number | null = null): Posted => ({
  type: 'answered',
  code,
  retryAfterMs,
  answer: 'ok',
  ms: 3,
});

export const byDesk = { kind: 'specialist', id: null } as const;

/** An endpoint of the company's systems beside a world, which answers as it is told and keeps what it has taken. */
export async function receiver(of: World, types: readonly AnnouncementType[] = announcementTypes, name = 'crm') {
  const { db, clock } = of;
  const sealing = await createSealing('a secret of the server, for its specs');
  const heard: Heard[] = [];
  const requests: WebhookRequest[] = [];
  const now = () => clock.at;
  const company = of.engine.company;
  const hints: unknown[] = [];
  const deps: EndpointDeps = { db, now, newId: v7 as NewId, company, webhooks: { sealing, local: false } };
  const lines: object[] = [];
  const log = {
    debug() {},
    info: (fields: object) => void lines.push(fields),
    warn: (fields: object) => void lines.push(fields),
    error() {},
  };
  const inFlight = createInFlight(log, 100, () => {});
  const own = {
    /** how it answers */
    answers: async (_: Heard): Promise<Posted> => answered(200),
  };
  const telling: TellDeps = {
    ...{ db, now, newId: v7 as NewId, log, random: () => 0, company, sealing, inFlight },
    live: { publish: (told) => void hints.push(...told) },
    post: async (request) => {
      const told = JSON.parse(request.body) as Heard;
      announcementSchema(told.type).parse(told);
      requests.push(request);
      const posted = await own.answers(told);
      if (posted.type === 'answered' && posted.code < 300) heard.push(told);
      return posted;
    },
  };
  const made = await register(deps, byDesk, { name, url: `https://${name}.example.com/okno`, types });
  if (made.type === 'refused') throw new Error(made.code);
  const { id, secret } = made.value;
  return {
    id,
    secret,
    deps,
    telling,
    heard,
    requests,
    hints,
    lines,
    answer: (answers: (told: Heard) => Posted | Promise<Posted>) => {
      own.answers = async (told) => answers(told);
    },
    /** What is due is told, until nothing more is. */
    hears: async (): Promise<readonly Heard[]> => {
      const before = heard.length;
      while (await spreadNew(telling)) {}
      while ((await tellOnce(telling)) > 0) await inFlight.ended();
      return heard.slice(before);
    },
    log: () => deliveryLog(db, { endpoint: id, state: null, type: null, before: null, limit: 100 }),
    row: async () => {
      const row = await findEndpoint(db, id);
      if (row === null) throw new Error('no such endpoint');
      return row;
    },
    resume: () => change(deps, byDesk, id, { status: 'active' }),
    isSigned: async ({ headers, body }: WebhookRequest, by = secret) => {
      const expected = await signature(by, headers['webhook-id'] ?? '', Number(headers['webhook-timestamp']), body);
      expect(headers['webhook-signature']?.split(' ')).toContain(expected);
    },
  };
}

export type Receiver = Awaited<ReturnType<typeof receiver>>;

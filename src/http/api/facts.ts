import { z } from 'zod';
import { type FactRefusal, FactRefused, type Kept } from '../../clients/facts.ts';
import { recordDeals } from '../../clients/record-deals.ts';
import { recordOutreach } from '../../clients/record-outreach.ts';
import { recordPayments } from '../../clients/record-payments.ts';
import { recordSchedules } from '../../clients/record-schedules.ts';
import { recordUsage } from '../../clients/record-usage.ts';
import type { ClientTx } from '../../clients/recorded.ts';
import { type FactKind, type FactRows, listFacts } from '../../db/clients/facts.ts';
import { findClient } from '../../db/clients/listed.ts';
import { apiKey } from '../access.ts';
import type { HttpDeps } from '../deps.ts';
import { HttpError } from '../errors.ts';
import { momentIn, saidText } from '../moment.ts';
import { operation } from '../operation.ts';
import { clientName, clientRefOf } from './client-of.ts';
import { clientTxOf } from './client-tx.ts';
import { page } from './contract.ts';
import { pageOf, readCursor } from './cursor.ts';
import { pageOf as examplePage } from './examples.ts';
import * as contract from './facts-contract.ts';
import * as examples from './facts-examples.ts';
import { paging, plain } from './query.ts';

const filters = z.strictObject({
  client: clientName.optional().meta({ example: 'external:CRM-7' }),
  externalId: plain(128).optional().describe('The one with this id of the company’s own.'),
  from: saidText
    .optional()
    .describe('Which happened at this time or later; of a day, from its beginning in the company’s time zone on.')
    .meta({ example: '2026-03-01T00:00:00Z' }),
  until: saidText.optional().describe('… and before this one.'),
  ...paging,
});

/** Bytes of 500 facts with long names. */
const most = 512 * 1024;

/** A kind of fact: how it is told, and how it is listed. */
interface FactRoutes<Kind extends FactKind, Schema extends z.ZodType> {
  readonly kind: Kind;
  readonly path: string;
  /** of the operations: Deals */
  readonly name: string;
  readonly words: string;
  readonly body: Schema;
  readonly example: z.input<Schema> & { readonly externalId: string };
  readonly shown: z.ZodType;
  readonly shownExample: object;
  readonly errors: readonly Exclude<FactRefusal, 'client-not-found' | 'fact-differs'>[];
  record(ctx: ClientTx, facts: readonly z.output<Schema>[]): Promise<readonly Kept[]>;
}

function factPair<Kind extends FactKind, Schema extends z.ZodType>(kind: FactRoutes<Kind, Schema>) {
  const { path, name, words, example } = kind;
  return [
    operation({
      method: 'post',
      path: `/api/v1${path}`,
      id: `tell${name}`,
      access: apiKey('facts:write'),
      tag: 'api',
      summary: `Tell of ${name.toLowerCase()}`,
      description: `${words}\n\nOne, or up to ${contract.mostFacts} at once: all are kept or none. The same fact again is success and changes nothing; another under the same \`externalId\` is refused.`,
      body: { schema: contract.oneOrMany(kind.body), example: example as never, most },
      answer: { status: 200, words: 'Kept.', schema: contract.kept, example: examples.kept(example.externalId) },
      errors: ['client-not-found', 'fact-differs', ...kind.errors],
      handle: (http, { caller, body, keep }) =>
        http.db
          .transaction(async (tx) => {
            const facts = (Array.isArray(body) ? body : [body]) as readonly z.output<Schema>[];
            const items = await kind.record(clientTxOf(http, caller, tx), facts);
            await keep(tx, { status: 200, headers: {}, body: { items } });
            return { items };
          })
          .catch(refusedFact),
    }),

    operation({
      method: 'get',
      path: `/api/v1${path}`,
      id: `list${name}`,
      access: apiKey('facts:read'),
      tag: 'api',
      summary: `List ${name.toLowerCase()}`,
      description: 'In the order they were told in.',
      query: filters,
      answer: {
        status: 200,
        words: 'A page.',
        schema: page(kind.shown, `${name}Page`),
        example: examplePage(kind.shownExample),
      },
      errors: ['client-not-found'],
      async handle(http, { query }) {
        const after = query.cursor === undefined ? null : await readCursor(path, query, query.cursor, z.uuid());
        const client = await clientIdOf(http, query.client);
        const filter = { client, externalId: query.externalId ?? null, ...spanOf(http, query) };
        const rows = await listFacts(http.db, kind.kind, filter, after, query.limit + 1);
        return pageOf(path, query, rows, (row) => row.id, showFact);
      },
    }),
  ] as const;
}

/** What the company's systems know of its clients: deals, payments, use, outreach. */
export const factOperations = [
  factPair({
    kind: 'deal',
    path: '/deals',
    name: 'Deals',
    words: 'The initial period of a product line begins with the first; each reckons the client’s size anew.',
    body: contract.newDeal,
    example: examples.newDeal,
    shown: contract.deal,
    shownExample: examples.deal,
    errors: ['unknown-specialist'],
    record: (ctx, facts) =>
      recordDeals(
        ctx,
        facts.map(({ at, specialistId, ...deal }) => ({ ...deal, at: momentIn(ctx.calendar, at), specialist: specialistId })),
      ),
  }),
  factPair({
    kind: 'payment',
    path: '/payments',
    name: 'Payments',
    words: 'Never changed: a payment that was wrong is put right, or cancelled, by a further one that names it.',
    body: contract.newPayment,
    example: examples.newPayment,
    shown: contract.payment,
    shownExample: examples.payment,
    errors: ['deal-not-found', 'payment-not-found', 'currency-differs'],
    record: (ctx, facts) =>
      recordPayments(
        ctx,
        facts.map((each) => ({ ...each, at: momentIn(ctx.calendar, each.at) })),
      ),
  }),
  factPair({
    kind: 'schedule',
    path: '/payment-schedules',
    name: 'PaymentSchedules',
    words:
      'When payments of a client are expected in a product line. Never changed: a further one that `replaces` it speaks from its own `from` on, and what was expected before stays.',
    body: contract.newSchedule,
    example: examples.newSchedule,
    shown: contract.schedule,
    shownExample: examples.schedule,
    errors: ['schedule-not-found'],
    record: (ctx, facts) =>
      recordSchedules(
        ctx,
        facts.map(({ replaces, ...each }) => {
          return { ...each, at: momentIn(ctx.calendar, each.at), replaces: replaces === null ? null : { externalId: replaces } };
        }),
      ),
  }),
  factPair({
    kind: 'usage',
    path: '/usage',
    name: 'Usage',
    words: 'Signs that a client uses the product.',
    body: contract.newUsage,
    example: examples.newUsage,
    shown: contract.usage,
    shownExample: examples.usage,
    errors: [],
    record: (ctx, facts) =>
      recordUsage(
        ctx,
        facts.map((each) => ({ ...each, at: momentIn(ctx.calendar, each.at) })),
      ),
  }),
  factPair({
    kind: 'outreach',
    path: '/outreach',
    name: 'Outreach',
    words:
      'Sales called or wrote first: when they come, they are this salesperson’s, or whoever closes, until the first deal. Somebody not known yet is found by a proven phone, e-mail or Telegram name, or by what they type, which only leads to the person and proves nothing.',
    body: contract.newOutreach,
    example: examples.newOutreach,
    shown: contract.outreach,
    shownExample: examples.outreach,
    errors: ['contact-not-found', 'unknown-specialist', 'nobody-named', 'unknown-detail', 'outreach-not-found', 'outreach-corrected'],
    record: (ctx, facts) =>
      recordOutreach(
        ctx,
        facts.map(({ at, contactId, specialistId, closerId, ...each }) => ({
          ...each,
          at: momentIn(ctx.calendar, at),
          contact: contactId,
          specialist: specialistId,
          closer: closerId,
        })),
      ),
  }),
].flat();

async function clientIdOf({ db }: HttpDeps, name: string | undefined): Promise<string | null> {
  if (name === undefined) return null;
  const found = await findClient(db, clientRefOf(name));
  if (found === null) throw new HttpError('client-not-found');
  return found.id;
}

function spanOf({ company }: HttpDeps, { from, until }: z.output<typeof filters>) {
  const { calendar } = company();
  return {
    from: from === undefined ? null : momentIn(calendar, from, 'from'),
    until: until === undefined ? null : momentIn(calendar, until, 'until'),
  };
}

function showFact(fact: FactRows[FactKind]) {
  const { hash: _, byKind: __, byId: ___, at, createdAt, ...row } = fact;
  if ('organisationKey' in row) {
    const { organisationKey: ____, cameAt, ...outreach } = row;
    return { ...outreach, at: at.toISOString(), createdAt: createdAt.toISOString(), cameAt: cameAt?.toISOString() ?? null };
  }
  return { ...row, at: at.toISOString(), createdAt: createdAt.toISOString() };
}

/** A fact that cannot be, as an error; which one of many stands in the details. */
export function refusedFact(error: unknown): never {
  throw error instanceof FactRefused ? new HttpError(error.code, { index: error.index }) : error;
}

import { z } from 'zod';
import { type OwnerPreview, type OwnerWish, previewGiving } from '../../../clients/give-client.ts';
import { hintsOf } from '../../../clients/propose-owner.ts';
import { lockForOwner } from '../../../clients/set-owner.ts';
import { undoGiving } from '../../../clients/undo-giving.ts';
import { ownerDecider, wishOwner } from '../../../clients/wish-owner.ts';
import { ownershipsOf } from '../../../db/clients/card.ts';
import { findProposal } from '../../../db/clients/proposals.ts';
import type { SpecialistId } from '../../../domain/ids.ts';
import { session } from '../../access.ts';
import type { Http } from '../../deps.ts';
import { HttpError } from '../../errors.ts';
import { operation } from '../../operation.ts';
import { personNamed, sample } from '../named.ts';
import { knowingly, objected } from '../objected.ts';
import { client } from './client.ts';
import { clientTxOf } from './client-tx.ts';

const place = {
  department: z.string().min(1).max(64).describe('Key of the department in which it is to be theirs.'),
  specialist: z.uuid(),
  instead: z
    .string()
    .min(1)
    .max(64)
    .nullable()
    .default(null)
    .describe('Key of the department whose ownership ends with it: the client moves over. null: none does.'),
};

const wish = z.strictObject({ ...place, reason: z.string().trim().min(1).max(1000), knowingly });

const ownerPreview = z.object({
  decides: z.enum(['you', 'head', 'director']).describe('you: it is done at once; else who is asked to accept it.'),
  against: objected.nullable(),
  loads: z.array(
    z.object({ person: personNamed, before: z.number().describe('Share of a full portfolio, 0..1 and beyond.'), after: z.number() }),
  ),
});

const ownerGiven = z.object({
  type: z.enum(['given', 'proposed', 'unchanged']),
  change: z.uuid().nullable().describe('Names the change, to undo it.'),
  proposal: z.uuid().nullable(),
});

export type OwnerPreviewShown = z.output<typeof ownerPreview>;

const refusals = ['unknown-department', 'unknown-specialist', 'owns-no-clients', 'not-owned-there'] as const;

const example = { department: 'sales', specialist: sample.anna.id, instead: null };

/** One client to another owner, within a department or across (R8, R12). */
export const giveOperations = [
  operation({
    method: 'post',
    path: '/desk/api/clients/:id/owner/preview',
    access: session('client.give', client),
    tag: 'desk',
    summary: 'What another owner of a client would come to',
    description: 'Who decides it, the portfolios before and after, what speaks against it. Nothing is changed.',
    body: { schema: z.strictObject(place).meta({ ref: 'OwnerWished' }), example },
    answer: {
      status: 200,
      words: 'The preview.',
      schema: ownerPreview.meta({ ref: 'OwnerPreview' }),
      example: { decides: 'head', against: null, loads: [{ person: sample.anna, before: 0.25, after: 0.3 }] },
    },
    errors: refusals,
    async handle(http, { viewer, object, body }) {
      const decides = await ownerDecider({ tx: http.db }, http.company(), viewer, object.id, body.department);
      if (decides === null) throw new HttpError('forbidden');
      const preview = await http.db.transaction(async (tx) => {
        const ctx = clientTxOf(http, viewer, tx);
        const locked = await lockForOwner(ctx, { id: object.id });
        return locked === null ? null : previewGiving(ctx, http.company(), locked, wishOf({ ...body, reason: '', knowingly: [] }));
      });
      if (preview === null) throw new HttpError('client-not-found');
      if (typeof preview === 'string') throw new HttpError(preview);
      return { decides, ...previewInWords(http, preview) };
    },
  }),

  operation({
    method: 'post',
    path: '/desk/api/clients/:id/owner',
    access: session('client.give', client),
    tag: 'desk',
    summary: 'Give a client another owner',
    description:
      'By the head of the department it goes to it is done at once, and can be undone; from its owner or their head it is proposed, accepted by the receiving head, else decided by the director. Open conversations stay with whoever has them.',
    body: { schema: wish.meta({ ref: 'OwnerWish' }), example: { ...example, reason: 'They want to talk about a new contract' } },
    answer: {
      status: 200,
      words: 'Done, or proposed.',
      schema: ownerGiven.meta({ ref: 'OwnerGiven' }),
      example: { type: 'proposed', change: null, proposal: sample.id(41) },
    },
    errors: [...refusals, 'specialist-unavailable', 'already-proposed', 'already-owner'],
    async handle(http, { viewer, object, body }) {
      const done = await http.db.transaction(async (tx) => {
        const ctx = clientTxOf(http, viewer, tx);
        const locked = await lockForOwner(ctx, { id: object.id });
        if (locked === null) throw new HttpError('client-not-found');
        return wishOwner(ctx, http.company(), viewer, locked, wishOf(body));
      });
      if (done.type === 'refused') throw new HttpError(done.code);
      if (done.type === 'objected') throw new HttpError('specialist-unavailable', done.details);
      await publishGiven(http, object.id, body.specialist, done.type === 'proposed' ? done.id : null);
      return {
        type: done.type,
        change: done.type === 'given' ? done.change : null,
        proposal: done.type === 'proposed' ? done.id : null,
      };
    },
  }),

  operation({
    method: 'post',
    path: '/desk/api/clients/:id/owner/:change/undo',
    access: session('client.give', client),
    tag: 'desk',
    summary: 'Undo a change of a client’s owner',
    description: 'While nothing came after it: whoever owned the client does again.',
    answer: { status: 204, words: 'Undone.' },
    errors: ['unknown-change', 'already-undone', 'changed-meanwhile', 'has-left'],
    async handle(http, { c, viewer, object, params }) {
      const change = z.uuid().safeParse(params.change);
      if (!change.success) throw new HttpError('unknown-change');
      const undone = await http.db.transaction((tx) => undoGiving(clientTxOf(http, viewer, tx), viewer, object.id, change.data));
      if (undone.type === 'refused') throw new HttpError(undone.code);
      http.live.publish([{ topic: 'all' }]);
      return c.body(null, 204);
    },
  }),
] as const;

function wishOf(body: z.output<typeof wish>): OwnerWish {
  return { ...body, specialist: body.specialist as SpecialistId, knowingly: body.knowingly ?? [] };
}

function previewInWords({ company }: Http, { against, loads }: OwnerPreview) {
  return {
    against: against === null ? null : { ...against, why: [...against.why] },
    loads: loads.map(({ specialist, capacity, before, after }) => ({
      person: { id: specialist, name: company().people.get(specialist)?.name ?? '' },
      before: before / capacity,
      after: after / capacity,
    })),
  };
}

async function publishGiven(http: Http, clientId: string, specialist: string, proposal: string | null): Promise<void> {
  const row = proposal === null ? null : await findProposal(http.db, proposal);
  if (row !== null) return http.live.publish(hintsOf(http.company(), row));
  const owners = (await ownershipsOf(http.db, clientId)).map((each) => each.specialist_id);
  http.live.publish([...new Set([...owners, specialist])].map((id) => ({ topic: `specialist:${id}` }) as const));
}

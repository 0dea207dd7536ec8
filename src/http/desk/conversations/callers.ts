import { z } from 'zod';
import { type CallerRow, findCallers } from '../../../db/clients/callers.ts';
import type { Language } from '../../../domain/language.ts';
import { session } from '../../access.ts';
import { operation } from '../../operation.ts';
import { looked } from '../fields.ts';
import { language, languageOf } from '../language.ts';
import { clientNamed, contactNamed, ownerNamed, sample } from '../named.ts';

const callers = z.object({
  contacts: z.array(contactNamed.extend({ client: clientNamed.nullable(), owners: z.array(ownerNamed) })),
});

export type Callers = z.output<typeof callers>;

const example: Callers = {
  contacts: [
    {
      ...sample.contact,
      client: sample.client,
      owners: [{ department: sample.department, specialist: sample.anna }],
    },
  ],
};

const most = 10;

/** Who may be calling, found by name or by the whole phone number or e-mail (R7). */
export const callerOperations = [
  operation({
    method: 'get',
    path: '/desk/api/log/callers',
    access: session('log.write'),
    tag: 'desk',
    summary: 'Who may be calling',
    description:
      'By a part of at least three letters of a name, or by a whole phone number or e-mail. Somebody of several clients is listed with each. How to reach them is not shown.',
    query: z.strictObject({ q: looked.describe('What they say.'), language }),
    answer: { status: 200, words: 'Up to ten.', schema: callers.meta({ ref: 'Callers' }), example },
    async handle({ db }, { c, viewer, query: { q } }) {
      const rows = await findCallers(db, q, most);
      return { contacts: rows.map((row) => callerInWords(row, languageOf(c, viewer))) };
    },
  }),
] as const;

function callerInWords(row: CallerRow, language: Language): Callers['contacts'][number] {
  const { id, name, client_id: client, client_name: clientName, client_size: size } = row;
  return {
    id,
    name,
    proven: row.proven,
    client:
      client === null || clientName === null || size === null
        ? null
        : { id: client, name: clientName, proven: row.client_proven === true, size },
    owners: ownersIn(row, language),
  };
}

/** Whose the caller's client is. */
export function ownersIn(row: Pick<CallerRow, 'owners'>, language: Language): z.output<typeof ownerNamed>[] {
  return (row.owners ?? []).map((each) => ({
    department: { key: each.department, name: each.departmentName[language] },
    specialist: { id: each.id, name: each.name },
  }));
}

import { z } from 'zod';
import { topicsOf } from '../../../../flows/topics.ts';
import { type CardRow, ownersOf } from '../../../db/conversations/card.ts';
import type { Language } from '../../../domain/language.ts';
import { whoseMatter } from '../../../domain/matter.ts';
import { isOfFinance } from '../../../domain/topic.ts';
import { explainTable } from '../../../texts/explain-table.ts';
import { translator } from '../../../texts/translate.ts';
import type { Http } from '../../deps.ts';
import { departmentNamed, personNamed } from '../named.ts';

const t = translator<keyof (typeof explainTable)['ru']>(explainTable);

/** Whose matter a conversation is, where it lies with the wrong department: to hand it over by one tap. */
export const matter = z.object({
  department: departmentNamed,
  specialist: personNamed.nullable(),
  words: z.string(),
  sendsOver: z.boolean(),
});

export async function matterOf({ db, company }: Http, row: CardRow, language: Language): Promise<z.output<typeof matter> | null> {
  const { status, client_id: client, client_size: size, client_stage: stage, department, track, topic } = row;
  if (status === 'closed' || status === 'asking') return null;
  const flow = company().pinned(row.flow, row.flow_version, row.tree_hash);
  const { leaf } = flow.outline(row.state);
  const owners = client === null ? [] : await ownersOf(db, client);
  const ownedIn = new Set(owners.map((each) => each.key));
  const found = whoseMatter({
    track,
    ofFinance: isOfFinance(topicsOf(company().policy.data), topic),
    department,
    client: client === null || size === null || stage === null ? null : { size, stage, ownedIn, deals: row.client_deals },
    leaf: leaf === null ? null : (flow.tree.leaves[leaf] ?? null),
    receivables: company().policy.data.receivables,
    serving: company().policy.data.serving,
  });
  const right = company().departments.find((each) => each.key === found?.department);
  if (found === null || right === undefined) return null;
  const name = right.name[language];
  const owner = owners.find((each) => each.key === found.department);
  return {
    department: { key: right.key, name },
    specialist: owner === undefined ? null : { id: owner.id, name: owner.name },
    // What is of money or not goes over with the client’s last words; anything else is handed on.
    sendsOver: found.why === 'finance' || found.why === 'topic',
    words: t(language, `matter.${found.why}`, { department: name }),
  };
}

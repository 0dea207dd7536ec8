import { titlesOf } from '../../../db/conversations/titles.ts';
import type { Viewer } from '../../../db/people/sign-in.ts';
import { clientsSeen } from '../../../db/reports/now/clients.ts';
import type { SpecialistId } from '../../../domain/ids.ts';
import type { MorningRow } from '../../../reports/now/morning.ts';
import { desk } from '../../../texts/posted-desk.ts';
import { translator } from '../../../texts/translate.ts';
import type { Http } from '../../deps.ts';
import { departmentOf, type Wording } from './live-words.ts';
import type { BehindRow } from './morning-contract.ts';

const t = translator(desk);

/** Rows with the names that the viewer may know: a conversation is called and opens, and a client opens, only for whoever sees it. */
export async function behindInWords({ db }: Http, viewer: Viewer, wording: Wording, rows: readonly MorningRow[]): Promise<BehindRow[]> {
  const [titles, clients] = await Promise.all([
    titlesOf(db, viewer, [...new Set(rows.flatMap(({ conversation }) => conversation ?? []))]),
    clientsSeen(db, viewer, [...new Set(rows.flatMap(({ client }) => client ?? []))]),
  ]);
  const titleOf = new Map(titles.map((each) => [each.id as string, each]));
  return rows.map((row) => {
    const { conversation, client, department, specialist } = row;
    const seen = conversation === null ? undefined : titleOf.get(conversation);
    const named = row.title === null ? (seen ?? null) : row;
    return {
      ...row,
      at: row.at?.toISOString() ?? null,
      conversation: seen === undefined ? null : conversation,
      client: client !== null && clients.has(client) ? client : null,
      title: named === null ? null : named.title || (conversation === null && client === null ? null : t(wording.language, 'stranger')),
      proven: named?.proven ?? false,
      department: department === null ? null : departmentOf(wording, department),
      specialist: specialist === null ? null : { id: specialist, name: wording.company.people.get(specialist as SpecialistId)?.name ?? '' },
      money: [...row.money],
    };
  });
}

import { z } from 'zod';
import { titlesOf } from '../../db/conversations/titles.ts';
import type { Viewer } from '../../db/people/sign-in.ts';
import type { SpecialistId } from '../../domain/ids.ts';
import type { Evidence, EvidencePage } from '../../reports/report.ts';
import type { Http } from '../deps.ts';
import { evidencePage, evidenceRow, shownEvidence } from './answer.ts';
import * as examples from './examples.ts';

const deskEvidenceRow = evidenceRow.extend({
  title: z.string().nullable().describe('What the conversation is called; empty: a stranger; null: not for the viewer to read.'),
  proven: z.boolean().describe('The title is more than what somebody calls themselves.'),
  person: z.string().nullable().describe('Name of the specialist.'),
  why: z.array(z.string()).nullable().describe('Of an assignment one may read: why it was so, a sentence each.'),
});

export const deskEvidencePage = evidencePage.extend({ rows: z.array(deskEvidenceRow) }).meta({ ref: 'ReportEvidenceShown' });

export type DeskEvidence = z.output<typeof deskEvidenceRow>;

export const deskEvidence: z.input<typeof deskEvidencePage> = {
  ...examples.evidence,
  rows: examples.evidence.rows.map((each) => ({ ...each, title: 'Northern Bakery', proven: true, person: 'Anna Orlova', why: null })),
};

/** What is behind a number, with the names the viewer may know: a conversation opens, and is explained, only to whoever sees it. */
export async function namedFor(
  { db, company }: Http,
  viewer: Viewer,
  { rows, total }: EvidencePage,
  explain: (readable: readonly Evidence[]) => Promise<(one: Evidence) => string[] | null> = async () => () => null,
): Promise<z.output<typeof deskEvidencePage>> {
  const ids = [...new Set(rows.flatMap(({ conversation }) => conversation ?? []))];
  const titles = new Map((await titlesOf(db, viewer, ids)).map((each) => [each.id as string, each]));
  const { people } = company();
  const why = await explain(rows.filter(({ conversation }) => conversation !== null && titles.has(conversation)));
  return {
    total,
    rows: rows.map((row) => {
      const found = row.conversation === null ? undefined : titles.get(row.conversation);
      const person = row.specialist === null ? null : (people.get(row.specialist as SpecialistId)?.name ?? null);
      return {
        ...shownEvidence(row),
        title: found?.title ?? null,
        proven: found?.proven ?? false,
        person,
        why: found === undefined ? null : why(row),
      };
    }),
  };
}

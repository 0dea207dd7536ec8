import type { Colleague } from '../../../src/demo/people.ts';
import type { Content } from '../../../src/domain/content.ts';
import type { NewId } from '../../../src/domain/ids.ts';
import { handlesIn, type OutreachOnRecord } from '../../../src/domain/lead.ts';
import { calledOn } from './any-company.ts';
import type { Deed } from './any-deed.ts';

/** What a stranger says whom a manager contacted, from the first question on: for whom, and what they know of the manager (R5). */
export function saysWhoCalled({ knows, organisation }: Extract<Deed, { type: 'names-manager' }>): readonly Content[] {
  const tap = (question: string, option: string): Content => ({ text: '', choice: { question, option } });
  const forWhom = organisation === null ? [tap('contacted-for', 'myself')] : [tap('contacted-for', 'organisation'), { text: organisation }];
  return [tap('who', 'contacted'), ...forWhom, { text: knows }];
}

/** What somebody of sales writes down of a call to whoever has the phone. */
export function callBy(caller: Colleague | undefined, at: number, newId: NewId): readonly OutreachOnRecord[] {
  if (caller === undefined) return [];
  const record = { record: newId<'outreach'>(), at: new Date(at).toISOString(), caller: caller.id, closer: caller.id };
  return handlesIn(calledOn).map((handle) => ({ ...record, ...handle }));
}

import { happens, pick, pickBy } from '../../src/demo/chance.ts';
import type { Colleague, Place, Writer as Sender, Staff } from '../../src/demo/people.ts';
import type { Random } from '../../src/demo/random.ts';
import { portfolioUnits } from '../../src/domain/capacity.ts';
import type { SizeClass } from '../../src/domain/client.ts';
import type { DepartmentKey } from '../../src/domain/department.ts';
import type { ClientId, ContactId, NewId, SpecialistId, WindowId } from '../../src/domain/ids.ts';
import type { Policy } from '../../src/domain/policy.ts';

/** Somebody who writes, and how often. */
export interface Writer extends Sender {
  /** conversations a day */
  readonly rate: number;
}

const sizes: Readonly<Record<SizeClass, number>> = { private: 0.25, small: 0.5, medium: 0.18, large: 0.06, key: 0.01 };

/** Of all who will write in the month, so many are strangers. */
const strangers = 0.06;

/** Of the known, so many have bought nothing yet, whoever entered them; so many more are in the initial period and with sales. */
const stages: Readonly<Record<'prospect' | 'initial' | 'served', number>> = { prospect: 0.06, initial: 0.08, served: 0.86 };

/** So many of who have bought nothing were called by sales before. */
const called = 0.3;

/** So many of a client's contacts look after its money. */
const accountants = 0.1;

/** So many of those whom the company serves write for another client besides. */
const several = 0.05;

/** Clients with their owners: given to whoever has the least for their capacity, as the years would have done. */
export function settle(count: number, { company, colleagues }: Staff, random: Random, newId: NewId): Writer[] {
  const sales = colleagues.filter(({ department }) => department === 'sales');
  return Array.from({ length: count }, (): Writer => {
    const ids = { window: newId<'window'>() as WindowId, contact: newId<'contact'>() as ContactId };
    const person = { ...ids, name: null, language: 'en' as const, rate: 0.1 + 0.2 * random.next() };
    const caller = () => (happens(random, called) ? pick(random, sales).id : null);
    const unknown = { also: [], outreach: null, called: null };
    if (happens(random, strangers)) return { ...person, ...unknown, client: null, owners: new Map(), role: null, outreach: caller() };
    const place = (stage: keyof typeof stages): Place => {
      // Whoever entered a prospect owns it, in either department.
      const wanted: DepartmentKey = stage === 'served' || (stage === 'prospect' && happens(random, 0.5)) ? 'client' : 'sales';
      const client = { id: newId<'client'>() as ClientId, size: pickBy(random, sizes), dedicated: null, stage, deals: 0 };
      const owner = roomiest(colleagues, wanted, company.policy.data, client.size);
      const owners = new Map<DepartmentKey, SpecialistId>(owner === null ? [] : [[wanted, owner]]);
      return { client, owners, role: happens(random, accountants) ? 'accountant' : null };
    };
    const stage = pickBy(random, stages);
    const first = place(stage);
    if (stage === 'prospect') return { ...person, ...unknown, ...first, outreach: caller() };
    return { ...person, ...unknown, ...first, also: happens(random, several) ? [place(happens(random, 0.5) ? 'served' : 'initial')] : [] };
  });
}

function roomiest(colleagues: readonly Colleague[], department: DepartmentKey, policy: Policy, size: SizeClass): SpecialistId | null {
  const units = portfolioUnits(policy, department, { size, stage: 'served', dedicated: null });
  let best: Colleague | null = null;
  for (const each of colleagues) {
    if (each.department !== department || each.load.portfolio + units > each.load.capacity) continue;
    if (best === null || each.load.portfolio * best.load.capacity < best.load.portfolio * each.load.capacity) best = each;
  }
  if (best === null) return null;
  best.load.portfolio += units;
  return best.id;
}

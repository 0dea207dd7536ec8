import { expect } from 'vitest';
import { recount } from '../../../src/engine/recount.ts';
import { wrongPortfolios } from '../../engine/support/portfolios.ts';
import type { Cast } from './hands.ts';

/** What must hold of a company at every moment, read from what is stored: each statement finds what is against it. */
const against: Readonly<Record<string, string>> = {
  'R1: what is served has one person in charge, who works here, and a place of theirs': `
    select c.id from conversation c left join specialist s on s.id = c.specialist_id
     where c.status in ('waiting-on-us', 'waiting-on-client') and (s.id is null or s.left_at is not null or c.case_units = 0)`,
  'R12: whoever owns a client works here, or a head has the task to give their clients away': `
    select o.client_id from ownership o join specialist s on s.id = o.specialist_id where o.until is null and s.left_at is not null
     and not exists (select from leaving l join task t on t.id = l.task_id where l.specialist_id = s.id and t.done_at is null)`,
  'R12: a department has one owner of a client': `
    select client_id from ownership where until is null group by client_id, department_id having count(*) > 1`,
  'R8: what waits for a word is about somebody who works where it is asked': `
    select p.id from proposal p join specialist s on s.id = p.specialist_id
     where p.status in ('asked', 'raised') and (s.left_at is not null or s.department_id is distinct from p.department_id)`,
  'R8: a person is wished for in a conversation that goes on, and is not in charge of it already': `
    select p.id from proposal p join conversation c on c.id = p.conversation_id where p.status in ('asked', 'raised')
     and (c.status in ('resolved', 'closed') or (c.specialist_id = p.specialist_id and c.status in ('waiting-on-us', 'waiting-on-client')))`,
  'R8: nobody has decided a wish twice': `
    select proposal_id from proposal_word where kind in ('accepted', 'withdrawn') group by proposal_id having count(*) > 1`,
  'R13: whoever waits for an answer waits with a deadline': `
    select c.id from conversation c where c.status = 'waiting-on-us' and c.due_at is null`,
  'R13: nobody who is blamed had left before the deadline': `
    select h.turn_id from turn_hold h join specialist s on s.id = h.specialist_id where h.lapsed_at is not null and s.left_at < h.due`,
  'R6: a contact is of a client once at a time': `
    select contact_id from contact_client where until is null group by contact_id, client_id having count(*) > 1`,
  'R6: what is open is for a client its contact is of': `
    select c.id from conversation c where c.client_id is not null and c.status not in ('resolved', 'closed')
     and not exists (select from contact_client m where m.client_id = c.client_id and m.contact_id = c.contact_id and m.until is null)`,
  'R8: an owner is proposed once for a client in a department': `
    select client_id from proposal where kind = 'owner' and status in ('asked', 'raised') group by client_id, department_id having count(*) > 1`,
  'R8: whoever is proposed does not own it already': `
    select p.id from proposal p join ownership o on o.client_id = p.client_id and o.department_id = p.department_id and o.specialist_id = p.specialist_id
     where p.kind = 'owner' and p.status in ('asked', 'raised') and o.until is null and p.instead_id is null`,
  'R8: whoever was given a client to look at has it': `
    select t.id from task t where t.kind = 'given' and t.done_at is null and t.specialist_id is not null
     and not exists (select from ownership o where o.client_id = t.client_id and o.until is null and o.specialist_id = t.specialist_id)`,
  'R12: what was made for a stranger alone is nobody’s once it is over, unless somebody says otherwise': `
    select o.client_id from ownership o where o.until is null and o.rests_on <> 'hand'
     and not exists (select from contact_client m where m.client_id = o.client_id and (m.until is null or m.reason <> 'first-assignment'))`,
  'R31: a turn that is over was answered, or says why it needed no answer': `
    select t.id from turn t where t.answered_at is null and t.closed_at is null
     and not exists (select from conversation c where c.open_turn_id = t.id)`,
};

/** Nothing is against the rules. */
export async function holds({ company: { home } }: Cast): Promise<void> {
  const found = Object.entries(against).map(async ([rule, statement]) => [rule, await home.world.db.query(statement)] as const);
  for (const [rule, rows] of await Promise.all(found)) expect(rows, rule).toEqual([]);
}

/** Everything that is counted twice comes to the same, and every log gives the state that is stored. */
export async function comesOut({ company: { home } }: Cast): Promise<void> {
  expect(await recount(home.world.db, home.engine.company())).toEqual([]);
  expect(await wrongPortfolios(home.world.db)).toEqual([]);
}

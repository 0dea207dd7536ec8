import { describe, expect, it } from 'vitest';
import type { SpecialistId } from '../../src/domain/ids.ts';
import { type Colleague, handlesIn, type Lead, leadOf, type OutreachOnRecord } from '../../src/domain/lead.ts';

const id = (name: string) => name as SpecialistId;
const colleague = (name: string, more: Partial<Colleague> = {}): Colleague => ({
  id: id(name),
  name,
  isInSales: true,
  hasLeft: false,
  ...more,
});
const staff = [
  colleague('Anna Orlova'),
  colleague('Anna Belova'),
  colleague('Boris Gromov'),
  colleague('Olga Kern', { isInSales: false }),
  colleague('Lev Mohov', { isInSales: false, hasLeft: true }),
  colleague('Boris Vlasov', { isInSales: false, hasLeft: true }),
];
/** A record of `caller`, found by all that `by` says. */
const record = (by: string, caller: string, closer = caller): OutreachOnRecord[] =>
  handlesIn(by).map((handle) => ({ ...handle, record: by, at: '2026-05-03T10:00:00Z', caller: id(caller), closer: id(closer) }));
const led = (by: string, caller: string, closer = caller): Lead => ({
  people: [id(closer)],
  outreach: { record: by, at: '2026-05-03T10:00:00Z', caller: id(caller) },
});
const manager = (text: string, records: readonly OutreachOnRecord[] = [], before: Lead | null = null) =>
  leadOf({ text, purpose: 'manager' }, records, staff, before);
const organisation = (text: string, records: readonly OutreachOnRecord[] = [], before: Lead | null = null) =>
  leadOf({ text, purpose: 'organisation' }, records, staff, before);

describe('R5: the manager a client names', () => {
  it('is whoever of sales is called so', () => {
    expect(manager('Борис')).toEqual({ people: ['Boris Gromov'] });
  });

  it('is any of several of one name', () => {
    expect(manager('Anna')).toEqual({ people: ['Anna Belova', 'Anna Orlova'] });
  });

  it('is nobody of another department, but somebody who has left where nobody else is called so', () => {
    expect(manager('Olga')).toBeNull();
    expect(manager('Lev')).toEqual({ people: ['Lev Mohov'] });
  });

  it('is nobody for who does not remember', () => {
    expect(manager('не помню')).toBeNull();
  });

  it('is found by a phone or an address they were reached at', () => {
    expect(manager('8 921 555-00-11', record('921 5550011', 'Boris Gromov'))).toEqual(led('921 5550011', 'Boris Gromov'));
    expect(manager('на anna@garden.example', record('anna@garden.example', 'Boris Gromov'))).toEqual(
      led('anna@garden.example', 'Boris Gromov'),
    );
  });

  it('of several records is that of the first', () => {
    const records = [...record('9215550011', 'Anna Belova'), ...record('9215550011', 'Boris Gromov')];
    expect(manager('9215550011', records)?.people).toEqual(['Anna Belova']);
  });

  it('is told from others of the name by the record of the organisation, and then is who goes on with them', () => {
    expect(manager('Анна', [], led('Garden', 'Anna Orlova'))).toEqual(led('Garden', 'Anna Orlova'));
    expect(manager('Анна', [], led('Garden', 'Anna Orlova', 'Boris Gromov'))).toEqual(led('Garden', 'Anna Orlova', 'Boris Gromov'));
    expect(manager('Борис', [], led('Garden', 'Anna Orlova', 'Boris Gromov'))).toEqual(led('Garden', 'Anna Orlova', 'Boris Gromov'));
  });

  it('is told so by a phone in the same words too', () => {
    const records = [...record('9215550011', 'Anna Belova'), ...record('9215550011', 'Anna Orlova')];
    expect(manager('Анна Орлова, 8 921 555 00 11', records)?.outreach?.caller).toBe('Anna Orlova');
  });

  it('outweighs a record of somebody else', () => {
    expect(manager('Boris', [], led('Garden', 'Anna Orlova'))).toEqual({ people: ['Boris Gromov'] });
  });
});

describe('R5: the organisation a client names', () => {
  it('leads by the record of it, however it is written', () => {
    expect(organisation('ООО «Зелёный сад»', record('зеленый сад', 'Anna Orlova'))).toEqual(led('зеленый сад', 'Anna Orlova'));
    expect(organisation('Красный сад', record('зеленый сад', 'Anna Orlova'))).toBeNull();
  });

  it('is no name of a manager', () => {
    expect(organisation('Борис и Анна')).toBeNull();
  });

  it('named after the manager tells which of several it was, and nothing else', () => {
    const named = manager('Anna');
    expect(organisation('Garden', record('Garden', 'Anna Orlova'), named)).toEqual(led('Garden', 'Anna Orlova'));
    expect(organisation('Garden', record('Garden', 'Boris Gromov'), named)).toBeNull();
  });
});

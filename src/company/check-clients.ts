import { portfolioUnits } from '../domain/capacity.ts';
import { type SizeClass, sizeClasses } from '../domain/client.ts';
import { ownsClients } from '../domain/department.ts';
import { fullBudget, type Policy } from '../domain/policy.ts';
import { departmentKeys, emailsOf, type Finder, sameEmail, unknown } from './check-people.ts';
import type { LooseClient, LooseCompany, LooseContact } from './loose.ts';
import type { Mistake } from './mistake.ts';

/** Finds what contradicts among clients, their owners and contacts. */
export function checkClients(find: Finder, company: LooseCompany): Mistake[] {
  const { clients } = company;
  const contacts = clients.flatMap((client) => client.contacts.map((contact) => ({ client, contact })));
  return [
    ...clients.flatMap((each) => ownerMistakes(find, company, each)),
    ...clients.flatMap((each, place) => clientMistakes(find, company, each, clients.slice(0, place))),
    // The same person at two clients is of both.
    ...contacts.flatMap(({ client, contact }, place) => {
      const before = contacts.slice(0, place).filter((each) => each.client === client || each.contact.name !== contact.name);
      return contactMistakes(
        find,
        contact,
        before.map((each) => each.contact),
      );
    }),
  ];
}

function clientMistakes(find: Finder, { productLines }: LooseCompany, client: LooseClient, before: readonly LooseClient[]): Mistake[] {
  const { path, name, externalId, productLine } = client;
  const mistakes: Mistake[] = [];
  const twin = before.find((each) => each.name === name && each.externalId === externalId);
  if (name !== null && twin !== undefined)
    mistakes.push(find.at([...path, 'name'], 'duplicate-client', { name, line: find.line(twin.path) }));
  const same = before.find((each) => externalId !== null && each.externalId === externalId && each.name !== name);
  if (same !== undefined) {
    mistakes.push(find.at([...path, 'external_id'], 'duplicate-external-id', { value: externalId, line: find.line(same.path) }));
  }
  if (productLine !== null && productLines !== null && !productLines.includes(productLine)) {
    mistakes.push(unknown(find, [...path, 'product_line'], 'unknown-product-line', productLine, productLines));
  }
  return mistakes;
}

function ownerMistakes(find: Finder, company: LooseCompany, { path, owner }: LooseClient): Mistake[] {
  const keys = departmentKeys(company);
  return Object.entries(owner).flatMap(([department, email]): Mistake[] => {
    const place = [...path, 'owner', department];
    if (!keys.includes(department)) return [unknown(find, place, 'unknown-department', department, keys)];
    if (!ownsClients(department)) return [find.at(place, 'owner-of-none', { department })];
    const person = company.people.find((each) => sameEmail(each.email, email));
    if (person === undefined) return [unknown(find, place, 'unknown-person', email, emailsOf(company.people))];
    return person.department === department ? [] : [find.at(place, 'owner-elsewhere', { email, department })];
  });
}

const unique = [
  ['email', 'email', 'duplicate-contact-email'],
  ['telegram', 'telegram', 'duplicate-telegram'],
  ['siteId', 'site_id', 'duplicate-site-id'],
] as const;

function contactMistakes(find: Finder, contact: LooseContact, before: readonly LooseContact[]): Mistake[] {
  return unique.flatMap(([property, key, code]) => {
    const value = contact[property];
    const twin = before.find((each) => sameEmail(each[property], value));
    return twin === undefined ? [] : [find.at([...contact.path, key], code, { value, line: find.line([...twin.path, key]) })];
  });
}

/** Finds people to whom the file gives more than a full portfolio (R12): it may be meant, so it is only a warning. */
export function checkPortfolios(find: Finder, { people, clients }: LooseCompany, policy: Policy): Mistake[] {
  return people.flatMap((person) => {
    const { department, capacity, path, name } = person;
    if (department === null) return [];
    const units = clients
      .filter(({ owner }) => sameEmail(owner[department] ?? null, person.email))
      .map(({ size }) => ({ size: isSize(size) ? size : 'small', stage: 'served', dedicated: null }) as const)
      .reduce((sum, client) => sum + portfolioUnits(policy, department, client), 0);
    if (units <= capacity * fullBudget) return [];
    return [
      find.warn(path, 'portfolio-over', { name, department, percent: Math.round((100 * units) / (Math.max(capacity, 0.01) * fullBudget)) }),
    ];
  });
}

function isSize(size: string | null): size is SizeClass {
  return sizeClasses.includes(size as SizeClass);
}

import { v7 } from 'uuid';
import { questionTree } from '../../flows/question-tree.ts';
import { treeHash } from '../../flows/tree.ts';
import { dateSizes } from '../../src/db/clients/size-history.ts';
import type { Db } from '../../src/db/db.ts';
import { dateHours, dateTerms } from '../../src/db/people/terms-history.ts';
import { inserter } from '../../src/db/rows.ts';
import * as schema from '../../src/db/schema.ts';
import { portfolioUnits } from '../../src/domain/capacity.ts';
import type { ClientStage, SizeClass } from '../../src/domain/client.ts';
import type { WeeklyHours } from '../../src/domain/hours.ts';
import type { ContactId, NewId, SpecialistId, WindowId } from '../../src/domain/ids.ts';
import { fullBudget, type Policy } from '../../src/domain/policy.ts';
import type { Availability, Role } from '../../src/domain/specialist.ts';

const id = v7 as NewId;

/** A specialist of the world: a serving one of the client department with a whole capacity, unless said otherwise. */
export interface SpecialistSpec {
  readonly name: string;
  readonly department?: string;
  readonly role?: Role;
  readonly serves?: boolean;
  /** for matters of debts */
  readonly trained?: boolean;
  readonly capacity?: number;
  readonly availability?: Availability;
  readonly awayUntil?: Date;
  /** a colleague's name */
  readonly deputy?: string;
  /** personal shifts */
  readonly hours?: WeeklyHours;
}

export interface ClientSpec {
  readonly name: string;
  readonly size?: SizeClass;
  readonly stage?: ClientStage;
  /** department -> specialist's name */
  readonly owner?: Readonly<Record<string, string>>;
  /** a name that another client has too is the same person */
  readonly contacts?: readonly string[];
  /** contact -> what they are there */
  readonly roles?: Readonly<Record<string, string>>;
}

export interface StatedCompany {
  readonly specialists: readonly SpecialistSpec[];
  readonly clients?: readonly ClientSpec[];
  /** working time of every department; round the clock unless stated */
  readonly hours?: WeeklyHours;
  /** department -> its head's name */
  readonly heads?: Readonly<Record<string, string>>;
}

/** Puts a company as stated into an empty database, and tells what was given which id. */
export async function insertCompany(db: Db, spec: StatedCompany, policy: Policy, now: Date) {
  const keys = new Set(['client', 'sales', 'finance', ...spec.specialists.flatMap(({ department }) => department ?? [])]);
  const departments = [...keys].map((key) => ({
    id: id() as string,
    key,
    name: { ru: key, en: key },
    timeZone: 'UTC',
    headId: null as string | null,
    hours: spec.hours ?? null,
    holidays: [],
    slackChannel: null,
    inSentence: null,
  }));
  const departmentId = (key: string) => departments.find((each) => each.key === key)?.id ?? '';
  const specialists = spec.specialists.map((each) => ({
    id: id<'specialist'>(),
    email: `${each.name}@world.example`,
    name: each.name,
    role: each.role ?? 'specialist',
    departmentId: each.role === 'director' ? null : departmentId(each.department ?? 'client'),
    languages: ['en'],
    capacity: Math.round(fullBudget * (each.capacity ?? 1)),
    serves: each.serves ?? true,
    availability: each.availability ?? 'available',
    awayUntil: each.awayUntil ?? null,
    trained: each.trained ?? false,
    deputyId: null as string | null,
    hours: each.hours ?? null,
    slackUser: null,
    createdAt: now,
    leftAt: null,
  }));
  const specialist = (name: string): SpecialistId => {
    const found = specialists.find((each) => each.name === name);
    if (found === undefined) throw new Error(`no specialist ${name}`);
    return found.id;
  };
  for (const [i, each] of spec.specialists.entries()) {
    const person = specialists[i];
    if (person !== undefined && each.deputy !== undefined) person.deputyId = specialist(each.deputy);
  }
  for (const each of departments) {
    const head = spec.heads?.[each.key];
    if (head !== undefined) each.headId = specialist(head);
  }
  const contacts = new Map<string, { contact: ContactId; window: WindowId }>();
  const clients = (spec.clients ?? []).map((each) => ({ ...each, id: id() as string }));
  const portfolio = new Map<string, number>();
  await db.transaction(async (tx) => {
    await inserter(schema.department)(tx, departments);
    await inserter(schema.specialist)(tx, specialists);
    await inserter(schema.channelAccount)(tx, [{ id: id(), kind: 'webchat', externalId: 'default', webhookHash: null }]);
    await inserter(schema.policy)(tx, [{ version: 1, data: policy, activatedAt: now, activatedBy: null, note: null, restores: null }]);
    await inserter(schema.questionTree)(tx, [{ hash: await treeHash(questionTree), data: questionTree, publishedAt: now }]);
    for (const client of clients) {
      const size = client.size ?? 'small';
      await inserter(schema.client)(tx, [
        { id: client.id, name: client.name, size, stage: client.stage ?? 'served', productLine: null, externalId: null, createdAt: now },
      ]);
      for (const [department, owner] of Object.entries(client.owner ?? {})) {
        const specialistId = specialist(owner);
        portfolio.set(
          specialistId,
          (portfolio.get(specialistId) ?? 0) +
            portfolioUnits(policy, department, { size, stage: client.stage ?? 'served', dedicated: null }),
        );
        await inserter(schema.ownership)(tx, [
          {
            id: id(),
            clientId: client.id,
            departmentId: departmentId(department),
            specialistId,
            from: now,
            until: null,
            reason: 'stated',
            restsOn: 'hand',
          },
        ]);
      }
      for (const name of client.contacts ?? [client.name]) {
        const known = contacts.get(name);
        const membership = { clientId: client.id, role: client.roles?.[name] ?? null, from: now, until: null, reason: 'stated' };
        if (known !== undefined) {
          await inserter(schema.contactClient)(tx, [{ id: id(), contactId: known.contact, ...membership }]);
          continue;
        }
        const contact = id<'contact'>();
        const window = id<'window'>();
        contacts.set(name, { contact, window });
        await inserter(schema.contact)(tx, [
          {
            id: contact,
            windowId: window,
            name,
            language: 'en',
            email: null,
            phone: null,
            siteId: name,
            telegramId: null,
            createdAt: now,
            ratingAskedAt: null,
            erasedAt: null,
          },
        ]);
        await inserter(schema.window)(tx, [
          { id: window, contactId: contact, lastSeq: 0, lastChange: 0, seenSeq: 0, chosenClientId: null, tell: null },
        ]);
        await inserter(schema.contactClient)(tx, [{ id: id(), contactId: contact, ...membership }]);
      }
    }
    await inserter(schema.specialistLoad)(
      tx,
      specialists.flatMap((each) =>
        each.departmentId === null
          ? []
          : [
              {
                specialistId: each.id,
                departmentId: each.departmentId,
                portfolioUnits: portfolio.get(each.id) ?? 0,
                caseUnits: 0,
                policyVersion: 1,
              },
            ],
      ),
    );
    await dateTerms(
      tx,
      specialists.map((each) => each.id),
      now,
    );
    await dateHours(
      tx,
      departments.map((each) => each.id),
      now,
    );
    await dateSizes(
      tx,
      clients.map((each) => each.id),
      now,
    );
  });
  return { contacts, specialist };
}

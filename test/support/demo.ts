import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import { describeMistake } from '../../src/company/mistake.ts';
import { readCompanyFiles } from '../../src/company/read.ts';
import { seedCompany } from '../../src/company/seed.ts';
import type { WantedCompany } from '../../src/company/wanted.ts';
import type { Db } from '../../src/db/db.ts';
import { openDb } from '../../src/db/open.ts';
import type { NewId, SpecialistId } from '../../src/domain/ids.ts';
import { makeSignInToken } from '../../src/http/desk/people/sign-in.ts';
import { demoCompany, readFilesOf } from '../../src/server/company.ts';
import { type DatabaseLocation, type Kind, newPlace } from './database.ts';

export interface Member {
  readonly id: SpecialistId;
  readonly name: string;
  readonly role: string;
  /** null: above departments */
  readonly department: string | null;
  readonly serves: boolean;
  /** of two one-time links, good for an hour: one for a browser, one for a program */
  readonly tokens: { readonly browser: string; readonly program: string };
}

export interface Demo {
  readonly place: DatabaseLocation;
  readonly members: readonly Member[];
}

export interface DemoOptions {
  /** changes the company before anybody is served, e.g. its policy */
  readonly prepare?: (db: Db) => Promise<void>;
}

/** The demo company in a database of its own, with a one-time link for everybody who works there. */
export async function newDemo(kind: Kind, { prepare }: DemoOptions = {}): Promise<Demo> {
  const place = await newPlace(kind);
  const db = await openDb(place);
  try {
    const now = () => new Date();
    await seedCompany({ db, newId: v7 as NewId, now }, await readFilesOf(demoCompany));
    await prepare?.(db);
    const staff = await db.query<Omit<Member, 'tokens'>>(
      `select s.id, s.name, s.role, s.serves, d.key as department
         from specialist s left join department d on d.id = s.department_id order by s.name`,
    );
    const members: Member[] = [];
    for (const each of staff) {
      const token = () => makeSignInToken({ db, now }, each.id, 1, randomBytes(32).toString('base64url'));
      members.push({ ...each, tokens: { browser: await token(), program: await token() } });
    }
    return { place, members };
  } catch (error) {
    await place.release();
    throw error;
  } finally {
    await db.close();
  }
}

/** The demo company as its file wants it. */
export async function demoWanted(): Promise<WantedCompany> {
  const read = await readCompanyFiles(await readFilesOf(demoCompany));
  if (read.type === 'mistakes') throw new Error(read.mistakes.map((each) => describeMistake('en', each)).join('\n'));
  return read.wanted;
}

/** The member of that name; throws when nobody has it. */
export function named(members: readonly Member[], name: string): Member {
  const found = members.find((each) => each.name === name);
  if (found === undefined) throw new Error(`nobody is called ${name}: ${members.map((each) => each.name).join(', ')}`);
  return found;
}

export function linkOf(member: Member, url: string, by: keyof Member['tokens']): string {
  return `${url}/desk/sign-in?token=${member.tokens[by]}`;
}

import type { Tree } from '../../flows/tree.ts';
import type { ClientStage, SizeClass } from '../domain/client.ts';
import type { CompanyProfile } from '../domain/company-profile.ts';
import type { DepartmentKey } from '../domain/department.ts';
import type { WeeklyHours } from '../domain/hours.ts';
import type { Language, Worded } from '../domain/language.ts';
import type { Role } from '../domain/specialist.ts';
import type { ReadTree } from './check-tree.ts';
import type { FilePosition, Mistake } from './mistake.ts';
import type { PolicyWish } from './policy-wish.ts';

/*
 * The company as a file wants it: complete where the file decides, `undefined` where what is there is left alone.
 * People are named by e-mail, departments by key.
 */

/** `undefined`: what is stored stays; null: the default. */
export type WantedProfile = { readonly [Field in keyof CompanyProfile]: CompanyProfile[Field] | undefined };

export interface WantedDepartment {
  readonly key: DepartmentKey;
  readonly name: Worded;
  /** as a sentence calls it; null: made of the name */
  readonly inSentence: Worded | null;
  readonly timeZone: string;
  readonly head: string | null;
  readonly hours: WeeklyHours | null;
  readonly holidays: readonly string[];
  readonly slackChannel: string | null;
}

export interface WantedPerson {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly department: DepartmentKey | null;
  readonly serves: boolean;
  readonly trained: boolean | undefined;
  readonly languages: readonly Language[];
  /** units */
  readonly capacity: number;
  readonly deputy: string | null;
  readonly hours: WeeklyHours | null | undefined;
  readonly slackUser: string | null;
}

export interface WantedContact {
  readonly place: FilePosition;
  readonly name: string;
  readonly email: string | undefined;
  readonly phone: string | undefined;
  readonly telegram: string | undefined;
  readonly siteId: string | undefined;
  readonly role: string | undefined;
  readonly language: Language | undefined;
}

export interface WantedClient {
  readonly place: FilePosition;
  readonly name: string;
  readonly size: SizeClass | undefined;
  readonly stage: ClientStage | undefined;
  readonly productLine: string | undefined;
  readonly externalId: string | undefined;
  /** department -> e-mail of the owner */
  readonly owners: Readonly<Record<DepartmentKey, string>>;
  readonly contacts: readonly WantedContact[];
}

export interface WantedCompany {
  readonly profile: WantedProfile;
  readonly departments: readonly WantedDepartment[];
  readonly people: readonly WantedPerson[];
  readonly clients: readonly WantedClient[];
  readonly policy: PolicyWish;
  /** `warnings`: what a tree that is asked already may have, and a new one may not */
  readonly tree: { readonly hash: string; readonly data: Tree; readonly warnings: readonly Mistake[]; readonly topics: ReadTree['topics'] };
}

/** E-mails are compared without case. */
export const emailKey = (email: string) => email.toLowerCase();

import { lastZone } from '../domain/company-zone.ts';
import { coreDepartments } from '../domain/department.ts';
import { parseHours } from '../domain/hours-form.ts';
import { languages, type Worded } from '../domain/language.ts';
import { fullBudget } from '../domain/policy.ts';
import { companyWords } from '../texts/company.ts';
import type { ClientForm, CompanyForm, DepartmentForm, ProfileForm, SpecialistForm } from './form.ts';
import { policyWish } from './policy-wish.ts';
import type { Source } from './source.ts';
import type { WantedClient, WantedCompany, WantedDepartment, WantedPerson, WantedProfile } from './wanted.ts';

/** Turns a file without mistakes into what it wants; everything it may leave out is filled in. */
export function wantedOf(form: Omit<CompanyForm, 'question_tree'>, source: Source): Omit<WantedCompany, 'tree'> {
  const departments = departmentsOf(form.departments ?? {}, form.company?.time_zone ?? lastZone);
  const admins = (form.admins ?? []).map((each): SpecialistForm => ({ ...each, role: 'admin' }));
  return {
    profile: profileOf(form.company ?? {}),
    departments,
    people: [...form.specialists, ...admins].map(personOf),
    clients: (form.clients ?? []).map((each, index) => clientOf(each, index, source)),
    policy: policyWish(
      form,
      departments.map(({ key }) => key),
    ),
  };
}

function profileOf({ name, time_zone: timeZone, currency, language }: ProfileForm): WantedProfile {
  return { name, timeZone, currency, language };
}

function departmentsOf(forms: Readonly<Record<string, DepartmentForm>>, companyZone: string): WantedDepartment[] {
  const usualZone = forms['client']?.time_zone ?? companyZone;
  const keys = [...new Set([...coreDepartments, ...Object.keys(forms)])];
  return keys.map((key) => {
    const form = forms[key] ?? {};
    return {
      key,
      name: form.name ?? nameOf(key),
      inSentence: form.in_sentence ?? null,
      timeZone: form.time_zone ?? usualZone,
      head: form.head ?? null,
      hours: form.hours === undefined ? null : parseHours(form.hours).hours,
      holidays: [...new Set(form.holidays)].toSorted(),
      slackChannel: form.slack_channel ?? null,
    };
  });
}

function nameOf(key: string): Worded {
  const word = (language: 'ru' | 'en') => {
    const words: Readonly<Record<string, string>> = companyWords[language];
    return words[`department.${key}`] ?? key;
  };
  return { ru: word('ru'), en: word('en') };
}

function personOf(form: SpecialistForm): WantedPerson {
  const role = form.role ?? 'specialist';
  return {
    email: form.email,
    name: form.name,
    role,
    department: form.department ?? null,
    serves: form.serves ?? role === 'specialist',
    trained: form.trained,
    languages: form.languages ?? languages,
    capacity: Math.round((form.capacity ?? 1) * fullBudget),
    deputy: form.deputy ?? null,
    hours: form.hours === undefined || form.hours === null ? form.hours : parseHours(form.hours).hours,
    slackUser: form.slack_user ?? null,
  };
}

function clientOf(form: ClientForm, index: number, source: Source): WantedClient {
  const path = ['clients', index];
  return {
    place: source.placeOf(path),
    name: form.name,
    size: form.size,
    stage: form.stage,
    productLine: form.product_line,
    externalId: form.external_id,
    owners: form.owner ?? {},
    contacts: (form.contacts ?? []).map((each, place) => ({
      place: source.placeOf([...path, 'contacts', place]),
      name: each.name,
      email: each.email,
      phone: each.phone,
      telegram: each.telegram,
      siteId: each.site_id,
      role: each.role,
      language: each.language,
    })),
  };
}

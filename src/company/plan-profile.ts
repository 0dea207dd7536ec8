import { type CompanyProfile, noProfile } from '../domain/company-profile.ts';
import { type Difference, fieldChanges } from './difference.ts';
import type { WantedProfile } from './wanted.ts';

export interface ProfileStep {
  readonly profile: CompanyProfile;
  readonly difference: Difference;
}

/** What a file says of the company itself; what it leaves out stays, null brings the default back. */
export function planProfile(current: CompanyProfile | null, wanted: WantedProfile): ProfileStep | null {
  const now = current ?? noProfile;
  const fields = fieldChanges([
    ['name', now.name, wanted.name],
    ['time_zone', now.timeZone, wanted.timeZone],
    ['currency', now.currency, wanted.currency],
    ['language', now.language, wanted.language],
  ]);
  if (fields.length === 0) return null;
  const profile = {
    name: wanted.name === undefined ? now.name : wanted.name,
    timeZone: wanted.timeZone === undefined ? now.timeZone : wanted.timeZone,
    currency: wanted.currency === undefined ? now.currency : wanted.currency,
    language: wanted.language === undefined ? now.language : wanted.language,
  };
  return { profile, difference: { act: 'change', kind: 'company', name: '', fields } };
}

import type { OutreachInput, OutreachRecord } from '../../../http/desk/clients/outreach.ts';
import type { Caller } from '../conversations/caller-choice.tsx';

export const means = ['call', 'email', 'message', 'visit'] as const;

/** An outreach as it is being written down. */
export interface OutreachDraft {
  readonly means: (typeof means)[number];
  readonly caller: Caller;
  readonly organisation: string;
  readonly email: string;
  readonly telegram: string;
  /** '' is whoever writes it down, or did */
  readonly closer: string;
  readonly note: string;
  /** the record it puts right; of somebody the company knows it stays the same somebody */
  readonly corrects: OutreachRecord | null;
}

const nobody: Caller = { type: 'nobody' };

export const blank: OutreachDraft = {
  means: 'call',
  caller: nobody,
  organisation: '',
  email: '',
  telegram: '',
  closer: '',
  note: '',
  corrects: null,
};

/** Begins to put a record right: everything stands as it was. */
export function draftOf(record: OutreachRecord): OutreachDraft {
  const { person = '', phone = '', organisation = '', email = '', telegram = '' } = record.newcomer ?? {};
  const caller: Caller = isKnown(record) ? nobody : { type: 'stranger', name: person, phone };
  const closer = record.closer.id === record.by.id ? '' : record.closer.id;
  return { means: record.means, caller, organisation, email, telegram, closer, note: record.note ?? '', corrects: record };
}

export const isKnown = ({ client, contact }: OutreachRecord): boolean => client !== null || contact !== null;

/** Whom it is about, as far as they can be found when they come. */
export function isNamed({ caller, organisation, email, telegram, corrects }: OutreachDraft): boolean {
  if (caller.type === 'known' || (corrects !== null && isKnown(corrects))) return true;
  const phone = caller.type === 'stranger' ? caller.phone : '';
  return [organisation, email, telegram, phone].some((each) => each.trim() !== '');
}

/** A correction is of the call of then: it counts from when that was. */
export function bodyOf(draft: OutreachDraft, now: Date): Omit<OutreachInput, 'key'> {
  const { means: how, caller, organisation, email, telegram, closer, note, corrects } = draft;
  const base = {
    means: how,
    at: corrects?.at ?? now.toISOString(),
    closer: closer === '' ? null : closer,
    ...(note.trim() !== '' && { note: note.trim() }),
    ...(corrects !== null && { corrects: corrects.id }),
  };
  const known =
    corrects !== null && isKnown(corrects) ? { contact: corrects.contact?.id ?? null, client: corrects.client?.id ?? null } : {};
  if (caller.type === 'known') return { ...base, contact: caller.contact.id };
  const { name: person, phone } = caller.type === 'stranger' ? caller : { name: '', phone: '' };
  const typed = Object.entries({ person, organisation, phone, email, telegram }).filter(([, value]) => value.trim() !== '');
  return {
    ...base,
    ...known,
    ...(typed.length > 0 && { newcomer: Object.fromEntries(typed.map(([field, value]) => [field, value.trim()])) }),
  };
}

/** What a record is called; '' where nothing of it has a name. */
export function nameOf({ client, contact, newcomer }: OutreachRecord): string {
  const of = newcomer ?? {};
  const named = [contact?.name, client?.name, of.person, of.organisation].filter((each) => each);
  return (named.length > 0 ? named : [of.phone, of.email, of.telegram].filter((each) => each)).join(', ');
}

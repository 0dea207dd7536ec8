import type { Absence, AuditPage, Cover, DepartmentView, PresenceOf, SessionPeople, SignInLink, Staff, StaffMember } from './contract.ts';

/** What the OpenAPI document shows. */
const anna = { id: '0195d3a0-7c1e-7000-8000-000000000001', name: 'Anna Orlova' };
const boris = { id: '0195d3a0-7c1e-7000-8000-000000000011', name: 'Boris Lazarev' };
export const version = '5d41402abc4b2a76b9719d911017c592';
const hours = { 'mon-fri': ['09:00-13:00', '14:00-18:00'] };
const away = { from: '2026-07-06T06:00:00.000Z', until: '2026-07-20T06:00:00.000Z', reason: 'Holiday' };

export const presence: PresenceOf = { availability: 'available', awayUntil: null, presence: 'available' };

export const member: StaffMember = {
  ...anna,
  version,
  email: 'anna@company.example',
  role: 'specialist',
  department: { key: 'client', name: 'Client department' },
  heads: [],
  languages: ['ru', 'en'],
  capacity: 1,
  serves: true,
  trained: false,
  ...presence,
  deputy: boris,
  hours,
  slackUser: null,
  leftAt: null,
  absence: { id: '0195d3a0-7c1e-7000-8000-000000000012', ...away, deputy: boris },
  conversations: 3,
  load: { conversations: 0.25, portfolio: 0.4, placesLeft: 9 },
  may: { change: true, administer: true, steer: true, absences: true, link: true, movePortfolio: true },
};
export const staff: Staff = { staff: [member], may: { create: true } };

export const newPerson = { name: 'Anna Orlova', email: 'anna@company.example', role: 'specialist' as const, department: 'client', hours };
export const personChange = { version, capacity: 0.5, hours };
export const rehire = { version, department: 'client' };
export const availabilityWish = { availability: 'away' as const, awayUntil: '2026-03-02T12:00:00Z' };

export const absence: Absence = {
  id: '0195d3a0-7c1e-7000-8000-000000000012',
  specialist: anna,
  ...away,
  deputy: boris,
  cancelledAt: null,
};
export const newAbsence = { ...away, deputy: boris.id };

export const link: SignInLink = {
  url: 'https://desk.example/desk/sign-in?token=Zm9yIHRoZSBleGFtcGxl',
  expiresAt: '2026-03-03T09:00:00.000Z',
};

export const department: DepartmentView = {
  key: 'client',
  version,
  name: 'Client department',
  timeZone: 'Europe/Moscow',
  head: boris,
  hours,
  holidays: ['2027-01-01'],
  may: { change: true, cover: true },
};
export const departmentChange = { version, head: boris.id, hours, holidays: ['2027-01-01'] };

export const cover: Cover = {
  department: 'client',
  timeZone: 'Europe/Moscow',
  uncovered: [{ from: '2026-03-02T11:00:00.000Z', until: '2026-03-02T11:30:00.000Z' }],
};

export const pinWish = { pin: '407182' };
export const switchWish = { email: 'anna@company.example', pin: '407182' };
export const sessionPeople: SessionPeople = { people: [{ ...anna, email: 'anna@company.example', pin: true, locked: false }] };

export const auditPage: AuditPage = {
  entries: [
    {
      id: '0195d3a0-7c1e-7000-8000-000000000013',
      at: '2026-03-02T09:00:00.000Z',
      actor: { kind: 'specialist', ...boris },
      action: 'person-changed',
      words: 'Changes to the person: Anna Orlova',
      object: { kind: 'specialist', ...anna },
      data: { fields: ['capacity'] },
    },
  ],
  nextCursor: null,
};

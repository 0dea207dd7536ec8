import { ids } from './examples.ts';

const at = '2026-03-02T09:00:00.000Z';
const fact = '01970a3e-1c00-7000-8000-000000000007';
const client = { externalId: 'CRM-7' };
const told = { id: fact, at, createdAt: at };
const money = { clientId: ids.client, productLine: 'subscription', currency: 'RUB' };

export const newDeal = {
  externalId: 'deal-1042',
  at,
  client,
  productLine: 'subscription',
  amount: 24_000_000,
  currency: 'RUB',
  specialistId: ids.specialist,
};
export const newPayment = {
  externalId: 'payment-77',
  at,
  client,
  productLine: 'subscription',
  kind: 'monthly',
  amount: 2_000_000,
  currency: 'RUB',
  deal: 'deal-1042',
};
export const newSchedule = {
  externalId: 'schedule-12',
  at,
  client,
  productLine: 'subscription',
  kind: 'monthly',
  recurrence: { monthly: 10 },
  amount: 2_000_000,
  currency: 'RUB',
  from: '2026-03-01',
};
export const newUsage = { externalId: 'usage-2026-03-02', at, client, productLine: 'subscription', quantity: 14 };
export const newOutreach = {
  externalId: 'call-9',
  at,
  client,
  contactId: ids.contact,
  specialistId: ids.specialist,
  means: 'call' as const,
};

export const kept = (externalId: string) => ({ items: [{ id: fact, externalId, isNew: true }] });

export const deal = {
  ...told,
  ...money,
  externalId: 'deal-1042',
  amount: 24_000_000,
  specialistId: ids.specialist,
  unrepresentative: false,
};
export const payment = {
  ...told,
  ...money,
  externalId: 'payment-77',
  amount: 2_000_000,
  kind: 'monthly',
  dealId: fact,
  correctsId: null,
  invoice: null,
};
export const schedule = {
  ...told,
  ...money,
  externalId: 'schedule-12',
  kind: 'monthly',
  recurrence: { monthly: 10 },
  amount: 2_000_000,
  from: '2026-03-01',
  until: null,
  replacesId: null,
  invoice: null,
};
export const expectedPayments = {
  today: '2026-03-12',
  expected: [
    {
      scheduleId: ids.schedule,
      productLine: 'subscription',
      kind: 'monthly',
      invoice: 'INV-310',
      documentsAt: '2026-03-03T08:00:00.000Z',
      due: '2026-03-10',
      amount: 2_000_000,
      currency: 'RUB',
      paid: 500_000,
      paidOn: null,
      state: 'late' as const,
      covers: [{ paymentId: fact, amount: 500_000, on: '2026-03-09' }],
    },
  ],
  left: [],
};
export const usage = { ...told, externalId: 'usage-2026-03-02', clientId: ids.client, productLine: 'subscription', quantity: 14 };
export const outreach = {
  ...told,
  externalId: 'call-9',
  clientId: ids.client,
  contactId: ids.contact,
  specialistId: ids.specialist,
  closerId: null,
  means: 'call',
  person: null,
  organisation: null,
  phone: null,
  email: null,
  telegram: null,
  note: null,
  correctsId: null,
  withdrawn: false,
  conversationId: null,
  cameAt: null,
};

export const commissionLine = {
  id: fact,
  paymentId: fact,
  paymentExternalId: 'payment-77',
  n: 1,
  specialistId: ids.specialist,
  clientId: ids.client,
  productLine: 'subscription',
  amount: 200_000,
  currency: 'RUB',
  base: 2_000_000,
  rate: 1000,
  rateBefore: 1000,
  rateAfter: 300,
  rule: 'initial',
  ordinal: 1,
  at,
};

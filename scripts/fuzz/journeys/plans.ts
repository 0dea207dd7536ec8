import type { Journey } from './road.ts';

/** What a department is to reach this month is set and looked at, at the desk and by the company's own system; and who has paid. */
export const plans: Journey = async (road) => {
  const { dice, director: who } = road;
  const period = road.now().toISOString().slice(0, 7);
  const calls = { key: 'calls', name: `Calls ${dice.word(4)}`, unit: 'count', direction: 'more', goal: 1 + dice.below(100), weight: 40 };
  const plan = { currency: 'RUB', targets: [{ key: 'revenue', goal: 1 + dice.below(1_000_000), weight: 60 }, calls], people: [] };
  const address = { department: 'client', period };
  await road.go('PUT /api/v1/plans/{department}/{period}', { params: address, body: plan });
  await road.go('GET /api/v1/plans/{department}/{period}', { params: address });
  const actual = { key: 'calls', value: dice.below(100) };
  await road.go('PUT /api/v1/plans/{department}/{period}/actuals', { params: address, body: actual });
  const desk = { who, params: { key: 'client', period } };
  await road.go('PUT /desk/api/plans/{key}/{period}', { ...desk, body: { ...plan, note: 'agreed' } });
  await road.go('PUT /desk/api/plans/{key}/{period}/actuals', { ...desk, body: actual });
  await road.go('GET /desk/api/plans/{key}/{period}/versions', desk);
  await road.go('GET /desk/api/plans', { who, query: { period } });
  await road.go('GET /desk/api/payments', { who, query: { list: 'late' } });
};

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCsv } from '../../../src/company/csv.ts';
import type { ReportAnswer } from '../../../src/http/reports/answer.ts';
import { addUpReports, foldReports } from '../../../src/reports/fold.ts';
import { reports } from '../../../src/reports/registry.ts';
import { conversationOf } from '../../support/world.ts';
import { readXlsx, type XlsxCell } from '../../support/xlsx.ts';
import { api, type Called } from '../api/company.ts';
import { type DeskHand, json, refusal } from '../house.ts';

/*
 * What is taken along is what is read: every row and every number of the JSON, in its order, as a CSV and as a spreadsheet.
 */

const minute = 60_000;
const period = 'from=2026-03-01&until=2026-03-07';

let company: Called;
let hanna: DeskHand;
let olga: DeskHand;

async function fold(): Promise<void> {
  const { world } = company.home;
  const deps = { db: world.db, now: () => world.clock.at, calendar: () => world.engine.company().calendar };
  while (await foldReports(deps));
  while (await addUpReports(deps));
}

const later = (minutes: number) => {
  const { clock } = company.home.world;
  clock.at = new Date(clock.at.getTime() + minutes * minute);
};

/** Two conversations of Romashka that Olga answers, after 4 and 10 minutes, and one of a stranger who types a formula for a name. */
beforeAll(async () => {
  company = await api();
  const { world } = company.home;
  const anna = world.contact('Anna');
  for (const minutes of [4, 10]) {
    const conversation = conversationOf(await anna.says('Good morning'));
    later(minutes);
    // The second answer came too late.
    if (minutes === 10) await world.db.query(`update turn_hold set lapsed_at = due where until is null`);
    await world.does('Olga', conversation, { type: 'reply', text: 'Good morning' });
    await world.does('Olga', conversation, { type: 'resolve' });
    later(3 * 24 * 60);
  }
  const stranger = conversationOf(await world.stranger().says('operator'));
  await world.db.query(
    `update contact set name = '=HYPERLINK("http://evil")' where id = (select contact_id from conversation where id = $1::text::uuid)`,
    [stranger],
  );
  await fold();
  hanna = await company.home.signIn('Hanna');
  olga = await company.home.signIn('Olga');
});
afterAll(() => company.home.close());

async function csv(path: string, hand: Pick<DeskHand, 'get'> = company.all): Promise<{ text: string; rows: string[][] }> {
  const response = await hand.get(path);
  expect(response.status).toBe(200);
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer());
  const read = readCsv(text);
  if (read.type === 'broken') throw new Error(`broken at ${read.line}`);
  return { text, rows: read.rows.map(({ cells }) => [...cells]) };
}

async function xlsx(path: string, hand: Pick<DeskHand, 'get'> = company.all) {
  return readXlsx(Buffer.from(await (await hand.get(path)).arrayBuffer()));
}

const shownBy = ['department', 'department,day', 'specialist', 'month', 'size,channel', ''];

describe.each(reports.map((each) => [each.key, each] as const))('the report %s', (key, report) => {
  const asked = shownBy.filter((by) => by === '' || by.split(',').every((each) => report.by.includes(each as 'day')));

  it.each(asked)('by "%s" is the same as JSON, CSV and XLSX', async (by) => {
    const { columns } = await json<ReportAnswer>(await company.all.get(`/reports/${key}?${period}`));
    const query = `${period}&by=${by}&sort=-${columns[0]?.key}`;
    const answer = await json<ReportAnswer>(await company.all.get(`/reports/${key}?${query}`));
    const dimensions = by === '' ? [] : by.split(',');
    const numbers = (values: ReportAnswer['total']) => answer.columns.map((each) => values[each.key] ?? null);
    const expected = [
      ...(by === '' ? [] : answer.rows.map((row) => [...dimensions.map((each) => row.by[each] ?? ''), ...numbers(row.values)])),
      [...dimensions.map((_, i) => (i === 0 ? 'Total' : '')), ...numbers(answer.total)],
    ];
    const table = await csv(`/reports/${key}.csv?${query}&language=en`);
    const money = (unit: string, value: number | null) => (unit === 'money' && value !== null ? value / 100 : value);
    const asText = expected.map((row) =>
      row.map((each, i) => String(money(answer.columns[i - dimensions.length]?.unit ?? '', each as number | null) ?? '')),
    );
    // A line of nothing but commas is no row to who reads it.
    expect(table.rows).toEqual(asText.filter((row) => row.some((each) => each !== '')));
    const { sheets } = await xlsx(`/reports/${key}.xlsx?${query}&language=en`);
    const back = (cell: XlsxCell) => (cell === null || typeof cell === 'string' ? cell : numberIn(cell));
    const width = dimensions.length + answer.columns.length;
    const read = (sheets[0] ?? []).slice(1).map((row) => Array.from({ length: width }, (_, i) => back(row[i] ?? null)));
    const near = expected.map((row) =>
      row.map((each, i) =>
        typeof each === 'number'
          ? expect.closeTo(money(answer.columns[i - dimensions.length]?.unit ?? '', each) ?? 0, 6)
          : each === ''
            ? null
            : each,
      ),
    );
    expect(read).toEqual(near);
  });
});

/** Seconds of a duration, a day or a month of a date, the number itself otherwise. */
function numberIn({ value, format }: { readonly value: number; readonly format: string }): string | number {
  const day = () => new Date((value - 25_569) * 86_400_000).toISOString();
  switch (format) {
    case '[h]:mm:ss':
      return value * 86_400;
    case 'yyyy-mm-dd':
      return day().slice(0, 10);
    case 'mm.yyyy':
      return day().slice(0, 7);
    default:
      return value;
  }
}

describe('a table', () => {
  const head = (text: string) => text.split('\r\n')[0] ?? '';

  it('opens right in Russian: a mark, semicolons, decimal commas, words', async () => {
    const { text } = await csv(`/reports/response.csv?${period}&columns=firstResponse.n,firstResponse.within,rating.mean&language=ru`);
    expect(text).toBe('\uFEFFПервых ответов;Первый ответ в срок (доля);Средняя оценка (балл)\r\n2;0,5;\r\n');
    const { text: english } = await csv(`/reports/response.csv?${period}&columns=firstResponse.n,firstResponse.within&language=en`);
    expect(english).toBe('\uFEFFFirst answers,First answer in time (share)\r\n2,0.5\r\n');
  });

  it('has names at the desk, keys and ids for a program', async () => {
    const query = `${period}&by=department,specialist&columns=firstResponse.n`;
    const at = await csv(`/reports/response.csv?${query}&language=ru`, hanna);
    expect([head(at.text), at.rows[0]]).toEqual(['\uFEFFПодразделение;Специалист;Первых ответов', ['client', 'Olga', '2']]);
    const program = await csv(`/reports/response.csv?${query}`);
    expect(program.rows[0]).toEqual(['client', company.home.world.specialist('Olga'), '2']);
  });

  it('is in the language that is asked for, else in the browser’s', async () => {
    const first = async (query: string, headers: Record<string, string>) =>
      head(await (await company.all.get(`/reports/violations.csv?${period}&columns=violations.n${query}`, headers)).text());
    expect(await first('', { 'accept-language': 'en-GB' })).toBe('Missed deadlines');
    expect(await first('', { 'accept-language': 'ru' })).toBe('Нарушений срока');
    expect(await first('&language=en', { 'accept-language': 'ru' })).toBe('Missed deadlines');
  });

  it('has the other period beside each number', async () => {
    const query = `from=2026-03-05&until=2026-03-07&by=specialist&compare=previous&columns=firstResponse.n`;
    const { text, rows } = await csv(`/reports/response.csv?${query}&language=en`, hanna);
    expect(head(text)).toBe('\uFEFFSpecialist,First answers,First answers: 2026-03-02 to 2026-03-04');
    expect(rows).toContainEqual(['Olga', '1', '1']);
    expect(rows.at(-1)).toEqual(['Total', '1', '1']);
  });

  it('keeps the header in view and says on a second sheet what each number is', async () => {
    const { names, sheets, part } = await xlsx(`/reports/response.xlsx?${period}&by=specialist&language=ru`, hanna);
    expect(names).toEqual(['Скорость ответа', 'Что это за числа']);
    expect(part('xl/worksheets/sheet1.xml')).toMatch(/<pane[^>]*ySplit="1"[^>]*state="frozen"/);
    const about = sheets[1] ?? [];
    expect(about).toContainEqual(['Первых ответов', 'число', expect.stringContaining('первый ответ человека')]);
    expect(about).toContainEqual(['Период', null, '2026-03-01 — 2026-03-07']);
    const [olgas] = (sheets[0] ?? []).filter(([name]) => name === 'Olga');
    expect(olgas?.slice(1, 5)).toEqual([
      { value: 2, format: '#,##0' },
      { value: expect.any(Number), format: '[h]:mm:ss' },
      { value: expect.any(Number), format: '[h]:mm:ss' },
      { value: 0.5, format: '0.0%' },
    ]);
  });

  it('is refused what no report can be asked', async () => {
    for (const query of ['sort=nothing', 'columns=nothing', 'by=nothing', 'offset=1'])
      expect(await refusal(await company.all.get(`/reports/response.csv?${query}`))).toEqual([400, 'invalid-request']);
    expect(await refusal(await company.all.get('/reports/nothing.csv'))).toEqual([404, 'not-found']);
    expect(await refusal(await company.all.get('/reports/response/evidence.csv?metric=nothing'))).toEqual([404, 'not-found']);
    const other = await company.as(['clients:read']);
    expect(await refusal(await other.get('/reports/response.xlsx'))).toEqual([403, 'scope-missing']);
  });
});

describe('what is behind a number', () => {
  const query = `metric=firstResponse.n&${period}`;

  it('comes whole, the newest first, by the clock of the company', async () => {
    const { rows } = await csv(`/reports/response/evidence.csv?${query}&language=en`, hanna);
    expect(
      rows.map(([at, title, department, person, state, until, , working]) => [at, title, department, person, state, until, working]),
    ).toEqual([
      [expect.stringMatching(/^2026-03-0\d \d\d:\d\d:\d\d$/), 'Romashka', 'client', 'Olga', 'Done', expect.any(String), '600'],
      [expect.any(String), 'Romashka', 'client', 'Olga', 'Done', expect.any(String), '240'],
    ]);
    const total = (await json<{ total: number }>(await hanna.get(`/reports/response/evidence?${query}`))).total;
    expect(rows).toHaveLength(total);
    const { sheets } = await xlsx(`/reports/response/evidence.xlsx?${query}&language=en`, hanna);
    expect(sheets[0]).toHaveLength(total + 1);
    expect(sheets[0]?.[1]?.slice(1, 4)).toEqual(['Romashka', 'client', 'Olga']);
  });

  it('has ids for a program', async () => {
    const { rows } = await csv(`/reports/response/evidence.csv?${query}&language=en`);
    expect(rows[0]).toContain(company.home.world.specialist('Olga'));
    expect(rows[0]).toContain('done');
  });

  it('never carries out what somebody typed for a name', async () => {
    const asked = `metric=firstResponse.unanswered&${period.replace('07', '31')}&language=en`;
    const response = await hanna.get(`/reports/response/evidence.csv?${asked}`);
    expect(await response.text()).toContain(`"'=HYPERLINK(""http://evil"") (not proven)"`);
  });

  it('is one’s own for a specialist, in every form', async () => {
    const everywhere = period.replace('07', '31');
    const { rows } = await csv(`/reports/response.csv?${everywhere}&by=specialist&columns=firstResponse.n&language=ru`, olga);
    expect(rows.map(([name]) => name)).toEqual(['Olga', 'Всего']);
    const pavel = company.home.world.specialist('Pavel');
    for (const path of [
      'response.csv?',
      'response.xlsx?',
      'response/evidence.csv?metric=firstResponse.n&',
      'response/evidence.xlsx?metric=firstResponse.n&',
    ])
      expect(await refusal(await olga.get(`/reports/${path}specialist=${pavel}`))).toEqual([403, 'forbidden']);
  });

  it('is refused where it is more than a file holds', async () => {
    const { db } = company.home.world;
    const [one] = await db.query<{ c: string }>(`select conversation_id::text as c from report_fact where kind = 'rating' limit 1`);
    expect(one).toBeUndefined();
    const columns = (
      await db.query<{ name: string }>(`select column_name as name from information_schema.columns where table_name = 'report_fact'`)
    )
      .map(({ name }) => name)
      .filter((name) => name !== 'kind' && name !== 'n');
    await db.query(
      `insert into report_fact (kind, n, ${columns.map((each) => `"${each}"`)}) select 'rating', g, ${columns.map((each) => `f."${each}"`)}
       from (select * from report_fact where kind = 'first' and state = 'done' limit 1) f, generate_series(1000, 6000) g`,
    );
    const asked = `/reports/response/evidence.xlsx?metric=rating.n&${period.replace('07', '31')}`;
    const response = await company.all.get(asked);
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ error: { code: 'too-many-rows', details: { rows: 5001, most: 5000 } } });
    expect((await csv(asked.replace('.xlsx', '.csv'))).rows).toHaveLength(5001);
    await db.query(`delete from report_fact where kind = 'rating'`);
  });
});

import process from 'node:process';
import { parseArgs } from 'node:util';
import { benchReports, type ReportFigures } from './bench/reports/run.ts';
import { exitWith } from './support/exit.ts';

/*
 * `npm run bench:reports`: how fast reports are read, and how right they are, over two years of conversations in a real Postgres;
 * --conversations=N for fewer than 500,000, --rounds=N, --json. Exit code 1 where a count is not exact.
 */

const { values } = parseArgs({
  options: {
    conversations: { type: 'string', default: '500000' },
    rounds: { type: 'string', default: '4' },
    json: { type: 'boolean', default: false },
  },
});
const note = (text: string) => process.stderr.write(`${text}\n`);

await exitWith(async () => {
  const figures = await benchReports(Number(values.conversations), Number(values.rounds), note);
  process.stdout.write(values.json ? `${JSON.stringify(figures)}\n` : table(figures));
  return figures.differing.length === 0 ? 0 : 1;
});

function table({ conversations, messages, dashboard, drill, naive, maxError, differing, rebuild }: ReportFigures): string {
  const lines = [
    ['conversations, messages', `${conversations}, ${messages}`],
    ['dashboard p50, p99', `${dashboard.p50}, ${dashboard.p99} ms (slowest: ${dashboard.slowest})`],
    ['drill p50, p99', `${drill.p50}, ${drill.p99} ms (slowest: ${drill.slowest})`],
    ['naive p50', `${naive.p50} ms`],
    ['error of percentiles', `${(maxError * 100).toFixed(1)} %`],
    ['counts that differ', differing.length === 0 ? 'none' : differing.join('; ')],
    ['rebuild', `${rebuild.seconds} s`],
  ];
  return lines.map(([name = '', value = '']) => `${name.padEnd(26)}${value}\n`).join('');
}

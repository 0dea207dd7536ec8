import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import type { ReportFigures } from '../../scripts/bench/reports/run.ts';

const root = join(import.meta.dirname, '../..');

it('reports of two years are as the raw tables say: counts exactly, percentiles within 3 %', async () => {
  const args = ['scripts/bench-reports.ts', '--json', '--conversations=2000', '--rounds=1'];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root, timeout: 280_000 });
  const figures = JSON.parse(stdout) as ReportFigures;
  expect(figures).toMatchObject({ conversations: 2000, messages: 20_000, differing: [], machine: { fsync: 'on' } });
  expect(figures.maxError).toBeLessThanOrEqual(0.03);
  expect(figures.dashboard.n).toBeGreaterThan(100);
  expect(figures.drill.n).toBeGreaterThan(300);
  for (const times of [figures.dashboard, figures.drill]) expect(times.p99).toBeGreaterThan(0);
  expect(figures.rebuild.seconds).toBeGreaterThan(0);
}, 300_000);

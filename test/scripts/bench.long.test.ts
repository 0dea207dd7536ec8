import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import type { Report } from '../../scripts/bench/report.ts';

const root = join(import.meta.dirname, '../..');

it('the bench prints one JSON object: rates and latencies, the floor, their ratio and the machine', async () => {
  const args = ['scripts/bench.ts', '--json', '--quick', '--seconds=0.5', '--only=open,floor'];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root, timeout: 90_000 });
  const report = JSON.parse(stdout) as Report;
  const figures = { rate: expect.any(Number), p50: expect.any(Number), p99: expect.any(Number), errors: 0 };
  expect(report).toMatchObject({
    open: { c1: figures, c64: figures, c256: figures },
    floor: { rate: expect.any(Number) },
    ratio: expect.any(Number),
    machine: { cores: expect.any(Number), memoryGb: expect.any(Number), postgres: expect.stringMatching(/^\d+/), fsync: 'on' },
    failed: {},
  });
  expect(report.open?.['c64']?.rate).toBeGreaterThan(0);
}, 100_000);

import { spawn } from 'node:child_process';
import { performance } from 'node:perf_hooks';

/*
 * `npm run check`: everything that can be said of the code without a database or a browser, in seconds. Every step runs,
 * whatever the others find; what a step found is shown only when it failed, the first failure first.
 */

const steps: readonly (readonly [name: string, command: string, ...args: string[]])[] = [
  ['format and lint', 'biome', 'check', '--error-on-warnings', '.'],
  // What did not change since the last check is not looked at again.
  ['types', 'tsc', '-p', '.', '--incremental', '--tsBuildInfoFile', 'node_modules/.cache/check.tsbuildinfo'],
  ['dead code', 'knip', '--no-progress'],
  ['settings table', process.execPath, 'scripts/settings.ts', '--check'],
  ['floors and unit tests', 'vitest', 'run', '--project', 'unit', '--reporter', 'dot'],
];

interface Finding {
  readonly name: string;
  readonly passed: boolean;
  readonly output: string;
  readonly ms: number;
}

function carryOut([name, command, ...args]: (typeof steps)[number]): Promise<Finding> {
  const began = performance.now();
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const hear = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    const end = (passed: boolean) => resolve({ name, passed, output, ms: Math.round(performance.now() - began) });
    child.once('error', (error) => {
      output += String(error);
      end(false);
    });
    child.once('close', (code) => end(code === 0));
  });
}

const findings = await Promise.all(steps.map(carryOut));
const failed = findings.filter((each) => !each.passed);
for (const { name, output } of failed) console.log(`\n--- ${name} ---\n\n${output.trim()}\n`);
for (const { name, passed, ms } of findings) console.log(`${passed ? 'ok    ' : 'FAILED'} ${name} (${ms} ms)`);
if (failed.length > 0) process.exitCode = 1;

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const program = `
  import { outliveRejections } from './src/server/rejections.ts';
  outliveRejections({ error: (fields) => console.log(JSON.stringify(fields)) });
  Promise.reject(new TypeError('a library connects again by itself, and is refused'));
  setTimeout(() => console.log('still there'), 50);
`;

it('a promise that fails and that nobody watches does not end the process, and its words are not logged', async () => {
  const root = join(import.meta.dirname, '../..');
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], { cwd: root });
  expect(stdout.trim().split('\n')).toEqual(['{"err":"TypeError"}', 'still there']);
});

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { defaultSiteSecret } from '../../src/http/keys.ts';

const script = join(import.meta.dirname, '../../scripts/settings.ts');
const run = (option: string, env: Record<string, string> = {}) =>
  promisify(execFile)(process.execPath, [script, option], { env: { PATH: process.env.PATH ?? '', ...env } });
const secret = 'a secret that is long enough for it';

describe('the settings script', () => {
  it('shows the secret of the site: the one set, else the one derived', async () => {
    expect((await run('--site-secret', { OKNO_SECRET: secret })).stdout.trim()).toBe(await defaultSiteSecret(secret));
    const own = 'the site has a secret of its own here';
    expect((await run('--site-secret', { OKNO_SECRET: secret, OKNO_SITE_SECRET: own })).stdout.trim()).toBe(own);
  });

  it('finds every setting in docs/settings.md', async () => {
    await expect(run('--check')).resolves.toMatchObject({ stdout: '', stderr: '' });
  });

  it('says what to do while there is none', async () => {
    await expect(run('--site-secret', { OKNO_DATA: '/nowhere' })).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('start the server once'),
    });
  });
});

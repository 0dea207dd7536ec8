import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCompany } from '../../scripts/company/run.ts';
import { runReports } from '../../scripts/reports/run.ts';
import { type TemporaryFolder, temporaryFolder } from '../../scripts/support/temporary.ts';
import { openDb } from '../../src/db/open.ts';
import { called, settingsOf } from '../support/terminal.ts';

let folder: TemporaryFolder;
beforeAll(async () => {
  folder = await temporaryFolder('reports');
});
afterAll(() => folder.remove());

describe('the reports command', () => {
  it('called wrongly shows how to call it, and ends with 2', async () => {
    const nowhere = settingsOf({ dataFolder: join(folder.path, 'none') });
    for (const args of [[], ['build'], ['rebuild', 'all'], ['rebuild', '--from', 'March'], ['rebuild', '--from', '2026-02-30']]) {
      const { code, err } = await called(runReports, args, nowhere);
      expect([args, code]).toEqual([args, 2]);
      expect(err).toContain('npm run reports -- rebuild');
    }
    expect((await called(runReports, ['--help'], nowhere)).code).toBe(0);
  });

  it('counts again, and refuses while a server has the embedded database', { timeout: 60_000 }, async () => {
    const dataFolder = join(folder.path, 'data');
    const settings = settingsOf({ dataFolder });
    const company = join(folder.path, 'company.yaml');
    await writeFile(
      company,
      'departments:\n  client: { time_zone: Europe/Moscow }\nspecialists:\n  - { email: a@b.example, name: A, role: director }\n',
    );
    await called(runCompany, ['apply', company], settings);
    expect(await called(runReports, ['rebuild'], settings)).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringContaining('counted again in'),
    });
    const db = await openDb({ databaseUrl: undefined, dataFolder });
    const { code, err } = await called(runReports, ['rebuild', '--from', '2026-03-01'], settings);
    await db.close();
    expect([code, err]).toEqual([1, expect.stringMatching(/A server has the embedded database open|Встроенная база открыта/)]);
  });
});

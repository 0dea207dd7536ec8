import { z } from 'zod';
import { megabytes, setting } from './setting.ts';

const secret = z.string().min(32);

/** What is kept and where, and what is signed with. */
export const dataSettings = {
  databaseUrl: setting({
    env: 'DATABASE_URL',
    doc: 'Postgres 15 to 18 to keep everything in. Unset: an embedded database in `OKNO_DATA`.',
    expected: 'an address such as postgres://user:password@host:5432/database',
    schema: z.string().refine(isPostgresUrl).optional(),
    default: 'the embedded database',
  }),
  dataFolder: setting({
    env: 'OKNO_DATA',
    doc: 'Folder of the embedded database and of the secret made for it.',
    expected: 'a path',
    schema: z.string().min(1).max(4096).default('./data'),
    default: './data',
  }),
  freeSpace: setting({
    env: 'OKNO_FREE_SPACE',
    doc: 'Megabytes that stay free on the disk of the embedded database, which never comes back from a full one. With less, files are refused (507); with less than half, messages and changes (503); with less than a quarter, nothing is written, and the server does not start. `/healthz` says so, and everything goes on by itself when there is room. 0: the disk is not watched. Not used with `DATABASE_URL`.',
    ...megabytes(400),
  }),
  company: setting({
    env: 'OKNO_COMPANY',
    doc: 'File that describes the company (`company.yaml`). When it has changed since it was last applied, it is applied before the server serves; an empty database begins with it instead of the demo company.',
    expected: 'a path',
    schema: z.string().min(1).max(4096).optional(),
    default: 'the demo company, in an empty database',
  }),
  demoHistory: setting({
    env: 'OKNO_DEMO_HISTORY',
    doc: 'Whether the demo company is given a past month of conversations, payments and handovers, made in the background after its first start. `off` when that is not wanted: in tests and measurements.',
    expected: 'on or off',
    schema: z
      .enum(['on', 'off'])
      .default('on')
      .transform((each) => each === 'on'),
    default: 'on',
  }),
  secret: setting({
    env: 'OKNO_SECRET',
    doc: 'Everything that is signed (chat tokens, cookies) is signed with keys derived from it: whoever has it can pass for anybody. The same for all servers of one database.',
    expected: 'at least 32 characters; required with DATABASE_URL',
    schema: secret.optional(),
    default: 'made once and kept in `OKNO_DATA/secret`; required with `DATABASE_URL`',
  }),
  siteSecret: setting({
    env: 'OKNO_SITE_SECRET',
    doc: "Key by which the company's site signs the JWT (HS256) that names its logged-in visitors to the chat.",
    expected: 'at least 32 characters',
    schema: secret.optional(),
    default: 'derived from `OKNO_SECRET`; `node scripts/settings.ts --site-secret` shows it',
  }),
} as const;

function isPostgresUrl(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && (url.protocol === 'postgres:' || url.protocol === 'postgresql:');
}

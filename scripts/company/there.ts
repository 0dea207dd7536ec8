import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CompanyVerbs } from '../../src/company/verbs.ts';
import { adminFile } from '../../src/config.ts';
import type { ErrorBody } from '../../src/http/errors.ts';
import type { AdminFile } from '../../src/server/admin.ts';

/** The server that has the database open does not answer, or left no way to ask it. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

/** The server answered that it will not. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly code: string;
  readonly details: unknown;
  constructor({ error }: ErrorBody) {
    super(error.message);
    this.code = error.code;
    this.details = error.details;
  }
}

/** The company's verbs through the running server whose data folder this is. */
export async function verbsThere(dataFolder: string): Promise<{ verbs: CompanyVerbs; publicUrl: string }> {
  const announced = await readFile(join(dataFolder, adminFile), 'utf8').catch(() => {
    throw new Unreachable();
  });
  const { url, publicUrl, token } = JSON.parse(announced) as AdminFile;
  const ask = async <Answer>(verb: string, body: unknown): Promise<Answer> => {
    const response = await fetch(`${url}/admin/v1/company/${verb}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }).catch(() => {
      throw new Unreachable();
    });
    if (!response.ok) throw new Refused((await response.json()) as ErrorBody);
    return (await response.json()) as Answer;
  };
  /** What the door tells as an error, as the verb itself tells it. */
  const unwrap =
    <Outcome>(code: string, outcomeOf: (details: unknown) => Outcome) =>
    (error: unknown): Outcome => {
      if (error instanceof Refused && error.code === code) return outcomeOf(error.details);
      throw error;
    };
  const mistakes = unwrap('company-mistakes', (details) => ({ type: 'mistakes' as const, mistakes: details as never[] }));
  const verbs: CompanyVerbs = {
    plan: (files) => ask<Awaited<ReturnType<CompanyVerbs['plan']>>>('plan', files).catch(mistakes),
    apply: (files) => ask<Awaited<ReturnType<CompanyVerbs['apply']>>>('apply', files).catch(mistakes),
    importClients: (file, apply) => ask<Awaited<ReturnType<CompanyVerbs['importClients']>>>('import', { ...file, apply }).catch(mistakes),
    importFacts: (file, apply) => ask<Awaited<ReturnType<CompanyVerbs['importFacts']>>>('import-facts', { ...file, apply }).catch(mistakes),
    link: (email) => {
      type Linked = Awaited<ReturnType<CompanyVerbs['link']>>;
      return ask<Linked>('link', { email }).catch(unwrap('unknown-specialist', (details) => details as Linked));
    },
    invites: async (again) => (await ask<{ invites: Awaited<ReturnType<CompanyVerbs['invites']>> }>('invites', { again })).invites,
  };
  return { verbs, publicUrl };
}

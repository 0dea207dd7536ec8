import { applyCompany, type CompanyDeps, type Planned, planCompany } from './company-file.ts';
import { type CsvFile, type Imported, importClients } from './import-clients.ts';
import { type ImportedFacts, importFacts } from './import-facts.ts';
import { type Invite, makeInvites } from './invites.ts';
import { type Linked, makeLink, type RandomToken } from './link.ts';
import type { CompanyFiles } from './read.ts';

/** Everything the company command does, on a database of one's own or through a server that has it open. */
export interface CompanyVerbs {
  plan(files: CompanyFiles): Promise<Planned>;
  apply(files: CompanyFiles): Promise<Planned>;
  importClients(file: CsvFile, apply: boolean): Promise<Imported>;
  importFacts(file: CsvFile, apply: boolean): Promise<ImportedFacts>;
  link(email: string): Promise<Linked>;
  invites(again: boolean): Promise<readonly Invite[]>;
}

export function companyVerbs(deps: CompanyDeps & { readonly randomToken: RandomToken }): CompanyVerbs {
  return {
    plan: (files) => planCompany(deps, files),
    apply: (files) => applyCompany(deps, files, 'terminal'),
    importClients: (file, apply) => importClients(deps, file, apply),
    importFacts: (file, apply) => importFacts(deps, file, apply),
    link: (email) => makeLink(deps, email),
    invites: (again) => makeInvites(deps, again),
  };
}

import { isMap, parseDocument } from 'yaml';
import { defaultPolicy } from '../../flows/policy.ts';
import { questionTree } from '../../flows/question-tree.ts';
import { type Tree, treeHash } from '../../flows/tree.ts';
import { checkClients, checkPortfolios } from './check-clients.ts';
import { checkPeople, checkProfile, departmentKeys, type Finder, finderOf, unknown } from './check-people.ts';
import { type ReadTree, readTree } from './check-tree.ts';
import { companyForm, companyJsonSchema, treeJsonSchema } from './form.ts';
import { formMistakes } from './form-mistakes.ts';
import { type LooseCompany, looseOf } from './loose.ts';
import { inOrder, type Mistake } from './mistake.ts';
import { policyUnder } from './policy-wish.ts';
import { isRecord, parseSource, type Source } from './source.ts';
import { wantedOf } from './want.ts';
import type { WantedCompany } from './wanted.ts';

/** A company file with the tree file it names. Whoever has the file system reads them; `tree` is null when none is named or it is not there. */
export interface CompanyFiles {
  readonly name: string;
  readonly text: string;
  readonly tree: { readonly name: string; readonly text: string } | null;
}

export type ReadCompany =
  | { readonly type: 'company'; readonly wanted: WantedCompany; readonly warnings: readonly Mistake[] }
  | { readonly type: 'mistakes'; readonly mistakes: readonly Mistake[] };

const withoutTree = companyForm.omit({ question_tree: true });

/** Reads the name of the file that holds the question tree, relative to the company file; null when the file names none. */
export function treeFileOf(text: string): string | null {
  const { contents } = parseDocument(text, { prettyErrors: false });
  const named: unknown = isMap(contents) ? contents.get('question_tree') : null;
  return typeof named === 'string' && named !== '' ? named : null;
}

/** Reads the company a file wants, or everything that is wrong with it. */
export async function readCompanyFiles(files: CompanyFiles): Promise<ReadCompany> {
  const source = parseSource(files.name, files.text);
  if (source.mistakes.length > 0) return { type: 'mistakes', mistakes: source.mistakes };
  const find = finderOf(source);
  const { question_tree: named, ...rest } = isRecord(source.value) ? source.value : { question_tree: undefined };
  const parsed = withoutTree.safeParse(isRecord(source.value) ? rest : source.value);
  const loose = looseOf(source.value);
  const read = treeOf(source, find, { named, departments: departmentKeys(loose) }, files);
  const found = [
    ...(parsed.success ? [] : formMistakes(source, parsed.error.issues, companyJsonSchema())),
    ...checkProfile(find, loose),
    ...checkPeople(find, loose),
    ...checkClients(find, loose),
    ...policyMistakes(find, loose),
    ...read.mistakes,
  ];
  if (!parsed.success || read.tree === null || found.some(({ severity }) => severity === 'mistake')) {
    return { type: 'mistakes', mistakes: inOrder(found) };
  }
  const wanted = wantedOf(parsed.data, source);
  const warnings = inOrder([...found, ...checkPortfolios(find, loose, policyUnder(defaultPolicy, wanted.policy))]);
  const tree = { hash: await treeHash(read.tree), data: read.tree, warnings: read.mistakes, topics: read.topics };
  return { type: 'company', wanted: { ...wanted, tree }, warnings };
}

function treeOf(
  source: Source,
  find: Finder,
  { named, departments }: { readonly named: unknown; readonly departments: readonly string[] },
  { tree }: CompanyFiles,
): ReadTree {
  const path = ['question_tree'];
  if (named === undefined || named === null) return { tree: questionTree satisfies Tree, mistakes: [], topics: [] };
  if (typeof named !== 'string') return readTree(source, named, { prefix: path, schema: treeJsonSchema(), departments });
  if (tree === null) return { tree: null, mistakes: [find.at(path, 'tree-file', { value: named })], topics: [] };
  const own = parseSource(tree.name, tree.text);
  return own.mistakes.length > 0
    ? { tree: null, mistakes: own.mistakes, topics: [] }
    : readTree(own, own.value, { prefix: [], schema: treeJsonSchema(), departments });
}

/** Finds departments that the policy names and nothing else does. */
function policyMistakes(find: Finder, company: LooseCompany): Mistake[] {
  const keys = departmentKeys(company);
  const policy = isRecord(company.policy) ? company.policy : {};
  const tables = [
    ['conversations', 'limit'],
    ['portfolio', 'weights'],
    ['reaction', 'firstMinutes'],
  ] as const;
  return tables.flatMap(([part, table]) => {
    const section = policy[part];
    const named = isRecord(section) ? section[table] : undefined;
    const strangers = isRecord(named) ? Object.keys(named).filter((key) => !keys.includes(key)) : [];
    return strangers.map((key) => unknown(find, ['policy', part, table, key], 'unknown-department', key, keys));
  });
}

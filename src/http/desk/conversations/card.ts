import { answersInWords, productsInWords } from '../../../../flows/words.ts';
import { reachOfContact } from '../../../db/clients/card.ts';
import { assignmentsOf, type CardRow, namesOf, ownersOf, textsOf } from '../../../db/conversations/list.ts';
import type { Viewer } from '../../../db/people/sign-in.ts';
import { workingTime } from '../../../domain/hours.ts';
import type { Language } from '../../../domain/language.ts';
import { whoseMatter } from '../../../domain/matter.ts';
import { explainAssignment, peopleIn } from '../../../reports/explain-assignment.ts';
import type { HttpDeps } from '../../deps.ts';
import { detailsOf } from '../clients/client.ts';
import type { ConversationCard } from './contract.ts';
import { candidatesOf, rulesOf, tTable } from './explain-table.ts';
import { may } from './may.ts';
import { rowInWords } from './words.ts';

/** All a specialist sees beside the thread. */
export async function cardOf(deps: HttpDeps, viewer: Viewer, row: CardRow, language: Language): Promise<ConversationCard> {
  const { answers, products } = await qualification(deps, row, language);
  return {
    ...rowInWords(row, language),
    contact: await contactOf(deps, viewer, row),
    clientCard: await clientCard(deps, row, language),
    answers,
    products,
    why: await why(deps, row, language),
    deadline: deadlineOf(deps, row),
    standIn: row.stand_in,
    matter: await matterOf(deps, row, language),
    may: may(viewer, { status: row.status, specialist: row.specialist_id, department: row.department, topic: row.topic }),
  };
}

/** Details of a contact are for the eyes R19 names only. */
async function contactOf({ db }: HttpDeps, viewer: Viewer, row: CardRow): Promise<ConversationCard['contact']> {
  const reach = await reachOfContact(db, viewer, row.contact_id);
  const details = reach === null ? null : detailsOf(reach);
  return {
    id: row.contact_id,
    name: row.contact_name,
    email: details?.email ?? null,
    phone: details?.phone ?? null,
    ...(details === null ? {} : { left: details.left }),
  };
}

/** What the question tree found out, in the words of the tree the conversation is pinned to. */
async function qualification({ db, company }: HttpDeps, row: CardRow, language: Language) {
  const flow = company().pinned(row.flow, row.flow_version, row.tree_hash);
  const { answers, leaf } = flow.outline(row.state);
  const typed = answers.filter((each) => each.option === undefined).map((each) => each.message);
  const texts = await textsOf(db, row.window_id, typed);
  return {
    answers: answersInWords(flow.tree, answers, language, (seq) => texts.get(seq) ?? null).map((each) => ({ ...each })),
    products: productsInWords(flow.tree, leaf, language),
  };
}

async function clientCard({ db }: HttpDeps, row: CardRow, language: Language): Promise<ConversationCard['clientCard']> {
  const { client_id: id, client_name: name, client_size: size, client_stage: stage, client_line: productLine } = row;
  if (id === null || name === null || size === null || stage === null) return null;
  const owners = await ownersOf(db, id);
  return {
    id,
    name,
    size,
    stage,
    productLine,
    owners: owners.map((each) => ({ department: each.department[language], specialist: { id: each.id, name: each.name } })),
  };
}

async function why({ db, company }: HttpDeps, row: CardRow, language: Language): Promise<ConversationCard['why']> {
  const assignments = await assignmentsOf(db, row.id);
  const people = await namesOf(db, [...new Set(assignments.flatMap(peopleIn))]);
  const departments = new Map(company().departments.map((each) => [each.key, each.name[language]]));
  const names = { person: (id: string) => people.get(id), department: (key: string) => departments.get(key) ?? key };
  return assignments.map((each) => ({
    at: each.at.toISOString(),
    rules: rulesOf(each),
    policyVersion: each.policy_version,
    candidates: candidatesOf(each, language, (id) => people.get(id) ?? ''),
    sentences: explainAssignment(each, language, names, true),
  }));
}

/** Spans of working time a countdown is given; a deadline beyond them is days away. */
const spansShown = 20;

/** Until when an answer is owed, in the working time the hold was reckoned with. */
function deadlineOf({ now }: Pick<HttpDeps, 'now'>, { due_at: due, hold }: CardRow): ConversationCard['deadline'] {
  if (due === null || hold === null) return null;
  const spans = hold.schedule === null ? [] : workingTime(hold.schedule).spansBetween(now(), due).slice(0, spansShown);
  const iso = (ms: number) => new Date(ms).toISOString();
  return { dueAt: due.toISOString(), kind: hold.kind, working: spans.map(([from, until]) => ({ from: iso(from), until: iso(until) })) };
}

/** Whose matter it is, where it lies with the wrong department. */
async function matterOf({ db, company }: HttpDeps, row: CardRow, language: Language): Promise<ConversationCard['matter']> {
  const { status, client_id: client, client_size: size, client_stage: stage, department, topic } = row;
  if (status === 'closed' || status === 'asking') return null;
  const flow = company().pinned(row.flow, row.flow_version, row.tree_hash);
  const { leaf } = flow.outline(row.state);
  const owners = client === null ? [] : await ownersOf(db, client);
  const ownedIn = new Set(owners.map((each) => each.key));
  const found = whoseMatter({
    topic,
    department,
    client: client === null || size === null || stage === null ? null : { size, stage, ownedIn },
    leaf: leaf === null ? null : (flow.tree.leaves[leaf] ?? null),
    receivables: company().policy.data.receivables,
  });
  const right = company().departments.find((each) => each.key === found?.department);
  if (found === null || right === undefined) return null;
  const name = right.name[language];
  const owner = owners.find((each) => each.key === found.department);
  return {
    department: { key: right.key, name },
    specialist: owner === undefined ? null : { id: owner.id, name: owner.name },
    words: tTable(language, `matter.${found.why}`, { department: name }),
  };
}

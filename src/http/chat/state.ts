import { z } from 'zod';
import { clientLabel } from '../../../flows/client-choice.ts';
import { topicsOf } from '../../../flows/topics.ts';
import { clientsOfContact } from '../../db/clients/memberships.ts';
import type { Thread } from '../../db/conversations/thread.ts';
import { chosenClient, currentConversation, type Standing, type StateRow, standingOfContact } from '../../db/conversations/visitor.ts';
import { servingDepartment } from '../../domain/client.ts';
import type { FlowState, Status } from '../../domain/decision.ts';
import type { DepartmentKey } from '../../domain/department.ts';
import type { ContactId } from '../../domain/ids.ts';
import type { Language } from '../../domain/language.ts';
import { assertNever } from '../../domain/never.ts';
import type { Deps } from '../../engine/deps.ts';
import { postedDesk } from './posted-desk.ts';

export const chatState = z.object({
  /** `open`: write and a conversation begins */
  status: z.enum(['open', 'asking', 'queued', 'waiting-on-us', 'waiting-on-client', 'resolved']),
  /** the question whose buttons still count */
  asking: z.string().nullable(),
  /** who serves the client now */
  person: z.object({ name: z.string(), department: z.string() }).nullable(),
  /** they may leave a phone, an e-mail or Telegram or say that they would rather not: `POST /chat/v1/contact` */
  offer: z.boolean(),
  /** they may say that what they wrote is about the former matter: `POST /chat/v1/same-matter` */
  former: z.boolean(),
  /** what somebody the company knows may tap at any time, to say what they write next is about: `topic` of `POST /chat/v1/messages` */
  menu: z.array(z.object({ topic: z.string(), label: z.string() })),
  /** of somebody with several clients: for which of them they write, by `POST /chat/v1/client`; absent for everybody else */
  clients: z
    .object({
      options: z.array(z.object({ id: z.uuid(), label: z.string() })),
      /** what they chose for their next words, else what they are talking about; null: not said */
      current: z.uuid().nullable(),
    })
    .optional(),
  desk: z.object({
    /** of the department that serves them, in their language */
    name: z.string(),
    /** the posted standard: working minutes until the first answer */
    standard: z.object({ minutes: z.int() }),
    openNow: z.boolean(),
    /** when they will be there again; null while they are, and when that is not known */
    opensAt: z.iso.datetime().nullable(),
  }),
});

export type ChatState = z.output<typeof chatState>;

/** What the client's screen shows besides messages. `contact`: who they are known to be, if they are. */
export async function chatStateOf(deps: Deps, thread: Thread | null, contact: ContactId | null, language: Language): Promise<ChatState> {
  const { db, company } = deps;
  const row = thread === null ? null : await currentConversation(db, thread.current);
  const clients = await clientsFor(deps, thread?.contact ?? contact, row?.client ?? null, language);
  if (row === null) {
    const standing = await standingOf(deps, thread?.contact ?? contact);
    const menu = standing === null ? [] : menuOf(deps, language);
    const nothing = { asking: null, person: null, offer: false, former: false };
    return { status: 'open', ...nothing, menu, ...clients, desk: postedDesk(deps, departmentOf(deps, standing), language) };
  }
  const name = company().departments.find((each) => each.key === row.department)?.name[language] ?? row.department;
  const status = shown(row.status);
  const { asking, offer } = outlineOf(row, company);
  return {
    status,
    asking: status === 'asking' ? asking : null,
    person: row.specialist === null ? null : { name: row.specialist, department: name },
    offer,
    former: row.former,
    menu: contact !== null || row.is_client ? menuOf(deps, language) : [],
    ...clients,
    desk: postedDesk(deps, row.department, language),
  };
}

function standingOf({ db }: Deps, contact: ContactId | null): Promise<Standing | null> {
  return contact === null ? Promise.resolve(null) : standingOfContact(db, contact);
}

function menuOf({ company }: Deps, language: Language): ChatState['menu'] {
  return topicsOf(company().policy.data)
    .filter((each) => each.menu === true)
    .map(({ key, name }) => ({ topic: key, label: name[language] }));
}

/** Names are told of their own clients alone. */
async function clientsFor(
  { db }: Deps,
  contact: ContactId | null,
  talking: string | null,
  language: Language,
): Promise<Pick<ChatState, 'clients'>> {
  const own = contact === null ? [] : await clientsOfContact(db, contact);
  if (contact === null || own.length < 2) return {};
  const current = (await chosenClient(db, contact)) ?? talking;
  const options = own.map((each) => ({ id: each.id, label: clientLabel(each, language) }));
  return { clients: { options, current: options.some(({ id }) => id === current) ? current : null } };
}

/** Where their next matter goes; strangers meet the client department first (R1). */
function departmentOf({ company }: Deps, standing: Standing | null): DepartmentKey {
  if (standing === null) return 'client';
  return servingDepartment({ ...standing, ownedIn: new Set(standing.owned) }, company().policy.data.serving);
}

function outlineOf(row: StateRow, company: Deps['company']) {
  return company()
    .pinned(row.flow, row.flow_version, row.tree_hash)
    .outline(row.state as FlowState);
}

function shown(status: Status): ChatState['status'] {
  switch (status) {
    case 'asking':
      return 'asking';
    case 'seeking':
    case 'queued':
      return 'queued';
    case 'transferred':
    case 'reopened':
    case 'waiting-on-us':
      return 'waiting-on-us';
    case 'waiting-on-client':
      return 'waiting-on-client';
    case 'resolved':
      return 'resolved';
    case 'closed':
      return 'open';
    default:
      return assertNever(status);
  }
}

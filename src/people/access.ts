import type { Scope } from '../domain/scope.ts';
import type { Role } from '../domain/specialist.ts';

/** How far somebody reaches: themselves and what is in their charge; their departments; everything. */
export const reaches = ['none', 'own', 'department', 'any'] as const;

export type Reach = (typeof reaches)[number];

type ByRole = Readonly<Record<Role, Reach>>;

const everybody: ByRole = { specialist: 'any', head: 'any', director: 'any', admin: 'any' };
const oneself: ByRole = { specialist: 'own', head: 'own', director: 'own', admin: 'own' };
const managers: ByRole = { specialist: 'none', head: 'none', director: 'any', admin: 'any' };
const staffOfDepartment: ByRole = { specialist: 'department', head: 'department', director: 'any', admin: 'own' };
const heads: ByRole = { specialist: 'none', head: 'department', director: 'any', admin: 'any' };
const oneselfAndHeads: ByRole = { specialist: 'own', head: 'department', director: 'any', admin: 'any' };

/**
 * Who may do what (R8). A specialist sees what their department is working on, a head sees and steers their departments, the
 * director everything. An admin looks after people, keys and settings and reads no conversations, except those in their own
 * charge and of a department they head: running the desk is no reason to read what clients write.
 */
export const access = {
  /** one's own session, PIN and availability */
  self: oneself,
  /** names, departments and availability: to whom something can be transferred */
  'colleagues.see': everybody,
  /** what is there or was there for all, such as snippets and departments */
  'company.see': everybody,
  'conversation.read': { specialist: 'department', head: 'department', director: 'any', admin: 'own' },
  /** notes, and taking it */
  'conversation.join': { specialist: 'department', head: 'department', director: 'any', admin: 'own' },
  /** transferring it, ending it; anybody who sees it may while nobody is in charge */
  'conversation.steer': { specialist: 'own', head: 'department', director: 'any', admin: 'own' },
  /** words that reach the client come from the one in charge only */
  'conversation.answer': oneself,
  /** a call or a visit, of whoever it was (R7) */
  'log.write': everybody,
  /** messages, clients and contacts, within what somebody sees */
  search: staffOfDepartment,
  /** one's own, of one's departments, and those one has a conversation with */
  'client.see': staffOfDepartment,
  /** a new contact of a client, by a link */
  'client.invite': staffOfDepartment,
  /** to a client, or back to where they were */
  'contact.attach': staffOfDepartment,
  /** files of one's own, and of conversations one may read */
  'file.see': staffOfDepartment,
  /** seeing it and bringing it to its end */
  'task.do': staffOfDepartment,
  'snippet.see': everybody,
  /** one's department's; those for everybody are changed by heads and the director */
  'snippet.change': staffOfDepartment,
  /** all that is held on a contact, as one document */
  'contact.export': { specialist: 'none', head: 'department', director: 'any', admin: 'none' },
  /** for good; nobody else answers for it */
  'contact.erase': { specialist: 'none', head: 'none', director: 'any', admin: 'none' },
  /** contacts of all clients as a table, with a reason */
  'contacts.export': { specialist: 'none', head: 'none', director: 'any', admin: 'none' },
  /** two who were taken for one person are two again */
  'contact.part': heads,
  /** addresses, shifts and absences */
  'person.see': oneselfAndHeads,
  /** capacity, languages, deputy, shifts, whether they serve */
  'person.change': heads,
  /** who is there at all, as what and where */
  'person.administer': managers,
  'person.steer': oneselfAndHeads,
  'absence.plan': oneselfAndHeads,
  /** a link signs its bearer in: nobody makes one for themselves from a session they may have found open */
  'link.issue': heads,
  'department.change': managers,
  'cover.see': heads,
  'audit.read': heads,
  /** the rules and the question tree */
  'policy.see': heads,
  'policy.change': managers,
  /** numbers: one's own, those of one's departments; running the desk is no reason to see how others did */
  'report.see': { specialist: 'own', head: 'department', director: 'any', admin: 'own' },
  /** views of reports: with where one works and what one heads, with everybody by the director */
  'view.share': staffOfDepartment,
  /** what is to be reached: one's own targets, the plans of one's departments */
  'plan.see': { specialist: 'own', head: 'department', director: 'any', admin: 'own' },
  'plan.set': { specialist: 'none', head: 'department', director: 'any', admin: 'none' },
  /** its name, time zone, currency and language */
  'company.change': managers,
  /** one's own, those of one's people; running the desk is no reason to see how others did */
  'violation.see': { specialist: 'own', head: 'department', director: 'any', admin: 'own' },
  /** the one it is held against says why, nobody for them */
  'violation.reply': oneself,
  /** nobody excuses themselves, whatever they are */
  'violation.excuse': { specialist: 'none', head: 'department', director: 'any', admin: 'none' },
  /** somebody's whole portfolio to their colleagues */
  'portfolio.move': { specialist: 'none', head: 'department', director: 'any', admin: 'none' },
  /** one client to another owner: by the head of the department it goes to; its owner and head propose it to another one (R8) */
  'client.give': { specialist: 'own', head: 'department', director: 'any', admin: 'none' },
  /** what a department is to accept: one's own wishes, a head's department's */
  'proposal.see': { specialist: 'own', head: 'department', director: 'any', admin: 'own' },
  'proposal.decide': { specialist: 'none', head: 'department', director: 'any', admin: 'none' },
  /** whoever proposed it takes it back */
  'proposal.withdraw': { specialist: 'own', head: 'own', director: 'any', admin: 'own' },
  /** a key client as the whole work of one person (R12) */
  'client.raise': { specialist: 'none', head: 'department', director: 'any', admin: 'none' },
  /** handovers and commission: one's own; a head's, of their departments */
  'handover.see': { specialist: 'own', head: 'department', director: 'any', admin: 'own' },
  /** a salesperson asks for their own; what a head decides is their department's (R17) */
  'handover.decide': { specialist: 'own', head: 'department', director: 'any', admin: 'own' },
  /** a task to get to know a client of one's own or of one's department */
  'client.acquaint': { specialist: 'own', head: 'department', director: 'any', admin: 'own' },
  /** deals, payments and outreach by hand */
  'facts.tell': { specialist: 'own', head: 'department', director: 'any', admin: 'none' },
  /** when a client's payments are due: its owners, whoever answers about money, and heads (R10, R32) */
  'schedule.tell': { specialist: 'own', head: 'department', director: 'any', admin: 'none' },
  'keys.manage': managers,
  /** where the company's systems are told of what happens, of violations too */
  'webhooks.manage': { specialist: 'none', head: 'none', director: 'any', admin: 'none' },
} as const satisfies Readonly<Record<string, ByRole>>;

export type Doing = keyof typeof access;

/** What whoever gives a key this scope must themselves be allowed everywhere: a key is no way around what its maker may not read. */
const neededFor: Readonly<Partial<Record<Scope, Doing>>> = {
  'conversations:read': 'conversation.read',
  'conversations:write': 'conversation.read',
  'conversations:internal': 'conversation.read',
  'contacts:details': 'conversation.read',
  'contacts:export': 'contact.export',
  'contacts:erase': 'contact.erase',
  'reports:read': 'report.see',
  'plans:read': 'plan.see',
  'plans:write': 'plan.set',
  'webhooks:manage': 'webhooks.manage',
};

/** Whether somebody may give this scope to a key of a company's system. */
export function mayGrant(actor: Actor, scope: Scope): boolean {
  const doing = neededFor[scope];
  return doing === undefined || reachOf(actor, doing) === 'any';
}

/** What of somebody signed in the rules look at. */
export interface Actor {
  readonly id: string;
  readonly role: Role;
  /** key of their own department; null above departments */
  readonly department: string | null;
  /** keys of the departments they head */
  readonly heads: readonly string[];
}

/** Whoever heads a department is a head there, whatever else they are. */
export function reachOf(actor: Actor, doing: Doing): Reach {
  const rule: ByRole = access[doing];
  const asHead = actor.heads.length > 0 ? rule.head : 'none';
  return reaches.indexOf(asHead) > reaches.indexOf(rule[actor.role]) ? asHead : rule[actor.role];
}

/** Lists keys of the departments in which this may be done; null: in all. */
export function departmentsFor(actor: Actor, doing: Doing): readonly string[] | null {
  const reach = reachOf(actor, doing);
  if (reach === 'any') return null;
  if (reach !== 'department') return [];
  const own = access[doing][actor.role] === 'department' && actor.department !== null ? [actor.department] : [];
  return [...new Set([...own, ...actor.heads])];
}

export interface Subject {
  readonly id: string;
  readonly role: Role;
  readonly department: string | null;
}

/** Whether something may be done about a person. A head's reach in a department ends at other heads and whoever is above. */
export function mayAbout(actor: Actor, doing: Doing, subject: Subject): boolean {
  const reach = reachOf(actor, doing);
  if (reach === 'none') return false;
  if (reach === 'any') return true;
  if (subject.id === actor.id) return access[doing].specialist === 'own';
  const departments = departmentsFor(actor, doing) ?? [];
  return subject.role === 'specialist' && subject.department !== null && departments.includes(subject.department);
}

/** Whether something may be done in a department. */
export function mayIn(actor: Actor, doing: Doing, department: string): boolean {
  return departmentsFor(actor, doing)?.includes(department) ?? true;
}

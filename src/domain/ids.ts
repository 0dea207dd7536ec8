declare const kind: unique symbol;

/** A uuid that knows what it names. Minted at the edge (`deps.newId`), never inside the core. */
export type Id<Kind extends string> = string & { readonly [kind]: Kind };

export type AccountId = Id<'account'>;
export type AssignmentId = Id<'assignment'>;
export type ClientId = Id<'client'>;
export type ContactId = Id<'contact'>;
export type ConversationId = Id<'conversation'>;
export type DepartmentId = Id<'department'>;
export type IdentityId = Id<'identity'>;
export type SpecialistId = Id<'specialist'>;
export type WindowId = Id<'window'>;

/** Place of a message in its window: 1, 2, 3 …, allocated under the window's lock; gaps are allowed. */
export type Seq = number;

/** Time-ordered ids (uuid version 7). */
export type NewId = <Kind extends string>() => Id<Kind>;

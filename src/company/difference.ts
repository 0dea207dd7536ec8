/** What of something changes, by the file's own names; null where there is nothing. */
export interface FieldChange {
  readonly field: FieldName;
  readonly from: string | null;
  readonly to: string | null;
}

export type FieldName =
  | 'name'
  | 'head'
  | 'slack_channel'
  | 'in_sentence'
  | 'time_zone'
  | 'hours'
  | 'holidays'
  | 'role'
  | 'department'
  | 'serves'
  | 'trained'
  | 'slack_user'
  | 'languages'
  | 'capacity'
  | 'deputy'
  | 'size'
  | 'stage'
  | 'product_line'
  | 'external_id'
  | 'currency'
  | 'email'
  | 'phone'
  | 'telegram'
  | 'site_id'
  | 'language'
  | 'client'
  | 'owner'
  | 'value';

export type ThingKind = 'company' | 'department' | 'person' | 'client' | 'contact' | 'owner' | 'policy' | 'tree';

/** One thing that becomes different when a file is applied. */
export interface Difference {
  readonly act: 'create' | 'change' | 'remove' | 'return';
  readonly kind: ThingKind;
  /** a department's key, a person's e-mail, a client's or contact's name, a path in the policy, a hash */
  readonly name: string;
  /** whose it is: a contact's or an ownership's client; a person's name */
  readonly of?: string;
  readonly fields: readonly FieldChange[];
}

type Value = string | null | undefined;

/** Lists the fields that differ; `undefined` as wanted means left alone. */
export function fieldChanges(pairs: readonly (readonly [field: FieldName, from: Value, to: Value])[]): FieldChange[] {
  return pairs.flatMap(([field, from, to]) => (to === undefined || (from ?? null) === to ? [] : [{ field, from: from ?? null, to }]));
}

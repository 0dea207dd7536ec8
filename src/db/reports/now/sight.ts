/** Whose part of what goes on is read: one person's; some departments', by key; all. */
export interface Part {
  readonly person: string | null;
  readonly departments: readonly string[] | null;
}

/** Parameters 1 and 2 of every query here: a person's id, keys of departments; null: they do not narrow it down. */
export function partOf({ person, departments }: Part): [string | null, string | null] {
  return [person, departments === null ? null : JSON.stringify(departments)];
}

/** Writes the condition that something is of the part asked for: SQL of the person it is with, and of its department's key. */
export function isOfPart(person: string, department: string): string {
  return `($1::text is null or ${person} = $1::text::uuid)
    and ($2::text is null or ${department} in (select json_array_elements_text($2::text::json)))`;
}

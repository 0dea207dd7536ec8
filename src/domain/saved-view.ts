/** Who sees a saved view beside its owner: nobody, everybody, whoever works in or heads one of these departments. */
export type SharedWith = null | 'all' | readonly string[];

/** Whether somebody may share with these; `departments`: keys of those they may share with, null: with whomever they like. */
export function mayShareWith(departments: readonly string[] | null, wish: SharedWith): boolean {
  if (wish === null || departments === null) return true;
  return wish !== 'all' && wish.every((each) => departments.includes(each));
}

/** Departments every company has; more can be added (R8). */
export const coreDepartments = ['client', 'sales', 'finance'] as const;

/** A department's short name: lower-case letters, digits, hyphens. */
export type DepartmentKey = string;

/** Departments whose first assignment makes the specialist the client's owner there (R12). Finance answers matters, it owns no clients. */
export function ownsClients(department: DepartmentKey): boolean {
  return department !== 'finance';
}

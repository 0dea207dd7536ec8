import type { SizeClass } from './client.ts';
import type { DepartmentKey } from './department.ts';
import type { ProductLine } from './product-line.ts';

/** A specialist's whole budget, portfolio or open conversations, in units; every weight is a whole number of them (R12). */
export const fullBudget = 6000;

/** The numbers of MISSION's rules: versioned data a company can change, never constants in code. */
export interface Policy {
  readonly conversations: {
    /** open conversations one specialist of capacity 1 has at a time, by department */
    readonly limit: Readonly<Record<DepartmentKey, number>>;
    /** a specialist may take, or be named for, a conversation beyond the limit; it is then recorded as overload */
    readonly overloadByHand: boolean;
  };
  readonly portfolio: {
    /** share of a full portfolio one client takes, as units out of `fullBudget`, by department and size */
    readonly weights: Readonly<Record<DepartmentKey, Readonly<Record<SizeClass, number>>>>;
  };
  readonly reaction: {
    /** working minutes for the first answer of a conversation, by department (R13) */
    readonly firstMinutes: Readonly<Record<DepartmentKey, number>>;
    /** working minutes for every later answer */
    readonly laterMinutes: number;
  };
  readonly waits: {
    readonly reminderMinutes: number;
    readonly abandonHours: number;
    readonly reopenHours: number;
    readonly idleDays: number;
  };
  /** when clients move from sales to the client department, by product line (R17) */
  readonly productLines?: Readonly<Record<string, ProductLine>>;
}

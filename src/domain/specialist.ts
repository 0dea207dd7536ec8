export const roles = ['specialist', 'head', 'director', 'admin'] as const;

export type Role = (typeof roles)[number];

export const availabilities = ['available', 'away', 'off'] as const;

/** Whether a specialist takes conversations now: `away` may end by itself at `awayUntil`, `off` ends by hand or by shift. */
export type Availability = (typeof availabilities)[number];

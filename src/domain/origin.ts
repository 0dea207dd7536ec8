/**
 * Where a conversation comes from: it took place here (`live`), is part of the demo company's past (`demo`), or was brought from another
 * system (`imported`). Whoever counts conversations can leave an origin out.
 */
export const origins = ['live', 'demo', 'imported'] as const;

export type Origin = (typeof origins)[number];

/** What a key of the API may be allowed. */
export const scopes = [
  'clients:read',
  'clients:write',
  'contacts:details',
  'contacts:export',
  'contacts:erase',
  'conversations:read',
  'conversations:write',
  'conversations:internal',
  'people:read',
  'facts:read',
  'facts:write',
  'reports:read',
  'plans:read',
  'plans:write',
  'webhooks:manage',
] as const;

export type Scope = (typeof scopes)[number];

import type { Scope } from '../../domain/scope.ts';
import type { Call } from './call.ts';

export interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
  readonly revokedAt: string | null;
}

/** Keys of the company's systems. */
export const keysApi = ({ get, post, remove }: Call) => ({
  keys: () => get<{ readonly keys: readonly ApiKey[] }>('/keys'),
  addKey: (name: string, scopes: readonly Scope[]) => post<ApiKey & { readonly secret: string }>('/keys', { name, scopes }),
  revokeKey: (id: string) => remove<null>(`/keys/${encodeURIComponent(id)}`),
});

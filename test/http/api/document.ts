import { Registry } from 'prom-client';
import { createApp } from '../../../src/http/app.ts';
import type { HttpDeps } from '../../../src/http/deps.ts';
import { createStopping } from '../../../src/http/stopping.ts';

interface Content {
  readonly schema: unknown;
  readonly example?: unknown;
}

interface Operation {
  readonly operationId?: string;
  readonly tags?: readonly string[];
  readonly description?: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean; readonly example?: unknown }[];
  readonly requestBody?: { readonly content: Record<string, Content> };
  readonly responses: Record<string, { readonly content?: Record<string, Content>; readonly headers?: Record<string, unknown> }>;
}

export interface Document {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
}

/** The document as the server gives it. Describing the app touches nothing it stands on. */
export async function publicApi(): Promise<Document> {
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const stood = { metrics: new Registry(), stopping: createStopping(), files: () => null, newId: () => 'request-id', log };
  return (await (await createApp(stood as unknown as HttpDeps).request('/openapi.json')).json()) as Document;
}

/** The operations of the API for the company's systems. */
export function operationsOf({ paths }: Document) {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, operation]) => (operation.tags?.includes('api') ? [{ ...operation, path, method }] : [])),
  );
}

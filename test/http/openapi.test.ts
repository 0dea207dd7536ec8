import { Registry } from 'prom-client';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createApp } from '../../src/http/app.ts';
import type { HttpDeps } from '../../src/http/deps.ts';
import { errorCodes } from '../../src/http/errors.ts';
import { isRead } from '../../src/http/operation.ts';
import { operations } from '../../src/http/operations.ts';
import { createStopping } from '../../src/http/stopping.ts';
import { addressOf } from './address.ts';

interface Operation {
  readonly summary?: string;
  readonly security?: readonly Record<string, readonly string[]>[];
  readonly requestBody?: { readonly content: Record<string, Content> };
  readonly responses: Record<string, { readonly description: string; readonly content?: Record<string, Content> }>;
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
}

interface Content {
  readonly schema: object;
  readonly example?: unknown;
  readonly examples?: Record<string, { value: { error: { code: string } } }>;
}

interface Document {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly securitySchemes: Record<string, object>; readonly schemas: Record<string, object> };
}

// Describing the app touches nothing it stands on.
const app = createApp({ metrics: new Registry(), stopping: createStopping() } as unknown as HttpDeps);
let document: Document;
beforeAll(async () => {
  const quiet = { debug() {}, info() {}, warn() {}, error() {} };
  const answering = createApp({
    metrics: new Registry(),
    stopping: createStopping(),
    files: () => null,
    newId: () => 'request-id',
    log: quiet,
  } as unknown as HttpDeps);
  document = (await (await answering.request('/openapi.json')).json()) as Document;
});

const routes = [
  ...new Set(
    app.routes.filter(({ method, path }) => method !== 'ALL' && !path.endsWith('*')).map(({ method, path }) => `${method} ${path}`),
  ),
];
const operation = (route: string): Operation | undefined => {
  const [method = '', path = ''] = route.split(' ');
  return document.paths[addressOf(path, (name) => `{${name}}`)]?.[method.toLowerCase()];
};

describe('the OpenAPI document', () => {
  it('is of version 3.1', () => {
    expect(document.openapi).toMatch(/^3\.1\./);
  });

  it.each(routes)('covers %s: what it is, what it answers, what can go wrong', (route) => {
    const found = operation(route);
    expect(found?.summary).toBeTruthy();
    expect(Object.keys(found?.responses ?? {}).some((status) => /^[23]/.test(status))).toBe(true);
    expect(found?.responses['500']).toBeDefined();
    for (const name of route.match(/\/:(\w+)/g) ?? [])
      expect(found?.parameters).toContainEqual(expect.objectContaining({ name: name.slice(2), in: 'path' }));
  });

  it('says which routes want what', () => {
    const security = (route: string) => operation(route)?.security;
    expect(security('POST /chat/v1/session')).toEqual([]);
    for (const route of routes.filter((each) => each.includes('/chat/v1/') && !each.endsWith('/session')))
      expect(security(route)).toEqual([{ chatToken: [] }]);
    // Whoever takes over a shared browser has no session yet.
    const byDevice = ['GET /desk/api/session/people', 'POST /desk/api/session/switch'];
    for (const route of byDevice) expect(security(route)).toEqual([{ deskDevice: [] }]);
    const bySession = routes.filter((each) => each.includes(' /desk/api') && !byDevice.includes(each));
    for (const route of bySession) {
      expect([route, security(route)]).toEqual([route, route.startsWith('GET') ? [{ deskSession: [] }] : [{ deskSession: [], csrf: [] }]]);
    }
    expect(Object.keys(document.components.securitySchemes)).toEqual(
      expect.arrayContaining(['chatToken', 'csrf', 'deskDevice', 'deskSession']),
    );
  });

  it('gives every body a schema and an example', () => {
    for (const route of routes) {
      const found = operation(route);
      const bodies = [found?.requestBody, ...Object.values(found?.responses ?? {})].flatMap(
        (each) => each?.content?.['application/json'] ?? [],
      );
      // The document itself has no schema but that it is an object.
      for (const body of bodies.filter((each) => JSON.stringify(each.schema) !== '{"type":"object"}')) {
        expect(body.schema, route).toBeDefined();
        expect(body.example ?? body.examples, route).toBeDefined();
      }
    }
  });

  it('has posts without a body only where the address says all', () => {
    const bare = routes.filter((route) => route.startsWith('POST') && operation(route)?.requestBody === undefined);
    const last = new Set(bare.map((route) => route.split('/').at(-1)));
    expect([...last].toSorted()).toEqual([
      'continue',
      'erasure',
      'lock',
      'preview',
      'replay',
      'retry',
      'same-matter',
      'secret',
      'sign-out',
      'task',
      'test',
      'typing',
      'undo',
      'withdraw',
    ]);
  });

  it('gives every error the one shape, and shows every code there is', () => {
    const shown = new Set<string>();
    for (const route of routes) {
      for (const [status, response] of Object.entries(operation(route)?.responses ?? {})) {
        if (Number(status) < 400 || status === '410') continue;
        const content = response.content?.['application/json'];
        expect(content?.schema).toEqual({ $ref: '#/components/schemas/Error' });
        for (const code of Object.keys(content?.examples ?? {})) shown.add(code);
      }
    }
    // These answer addresses and methods that no route has, or nobody outside asks for; what was answered already is done, at the desk too.
    const elsewhere = ['method-not-allowed', 'not-due', 'answered-already'];
    expect([...shown, ...elsewhere].toSorted()).toEqual(Object.keys(errorCodes).toSorted());
  });

  it('gives each name to one schema: two of one name would both be the first', () => {
    const named = new Map<string, string>();
    const twice: string[] = [];
    const note = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      const { ref } = value as { ref?: unknown };
      if (typeof ref === 'string') {
        const shape = JSON.stringify({ ...value, $schema: undefined });
        if ((named.get(ref) ?? shape) !== shape) twice.push(ref);
        named.set(ref, shape);
      }
      for (const each of Object.values(value)) note(each);
    };
    for (const { body, answer } of operations) {
      if (isRead(body)) note(z.toJSONSchema(body.schema, { io: 'input', unrepresentable: 'any' }));
      if (answer.schema !== undefined) note(z.toJSONSchema(answer.schema, { io: 'input', unrepresentable: 'any' }));
    }
    expect(twice).toEqual([]);
    expect(named.size).toBeGreaterThan(100);
  });

  it('refers only to what is there', () => {
    const references = JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g);
    const names = [...references].map(([, name]) => name);
    expect(names.length).toBeGreaterThan(10);
    for (const name of names) expect(Object.keys(document.components.schemas)).toContain(name);
  });
});

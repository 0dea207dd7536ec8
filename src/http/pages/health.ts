import { companyJsonSchema } from '../../company/form.ts';
import type { Room } from '../../db/open-room.ts';
import { policyJsonSchema } from '../../policy/form.ts';
import { anybody } from '../access.ts';
import { notReady } from '../errors.ts';
import { operation } from '../operation.ts';

/** The process is alive whatever the disk says: starting it anew would make no room. */
async function alive(room: Room): Promise<string> {
  if (await room.has('files')) return 'ok';
  const refused = (await room.has('people')) ? 'files are refused' : 'messages and changes are refused';
  return `ok, but too little room on the disk: ${refused}`;
}

const schemaHeaders = { 'content-type': 'application/schema+json', 'access-control-allow-origin': '*' };

/** What those who run the server ask it. */
export const healthOperations = [
  operation({
    method: 'get',
    path: '/healthz',
    access: anybody,
    tag: 'operation',
    summary: 'Is the process alive',
    description: 'Also while little room is left on the disk of the embedded database: then it says what is not taken.',
    answer: { status: 200, words: '`ok`; with little room on the disk further words on the same line.', type: 'text/plain' },
    handle: async ({ db }, { c }) => c.text(await alive(db.room)),
  }),

  operation({
    method: 'get',
    path: '/readyz',
    access: anybody,
    tag: 'operation',
    summary: 'Can it serve',
    description: 'The database answers, its schema is up to date, and the server is not stopping.',
    answer: { status: 200, words: 'It can.', type: 'text/plain' },
    errors: ['not-ready'],
    async handle({ stopping, ready }, { c }) {
      if (stopping.begun || !(await ready())) throw notReady();
      return c.text('ok');
    },
  }),

  operation({
    method: 'get',
    path: '/metrics',
    access: anybody,
    tag: 'operation',
    summary: 'Measurements for Prometheus',
    answer: { status: 200, words: 'Text format 0.0.4.', type: 'text/plain' },
    handle: async ({ metrics }, { c }) => c.body(await metrics.metrics(), 200, { 'content-type': metrics.contentType }),
  }),

  operation({
    method: 'get',
    path: '/openapi.json',
    access: anybody,
    tag: 'operation',
    summary: 'This document',
    answer: { status: 200, words: 'OpenAPI 3.1.', type: 'application/json' },
    handle: async ({ document }, { c }) => c.json(await document()),
  }),

  operation({
    method: 'get',
    path: '/schemas/company.json',
    access: anybody,
    tag: 'operation',
    summary: 'The JSON Schema of company.yaml',
    description: 'For editors, and for whoever writes such files by program.',
    answer: { status: 200, words: 'JSON Schema 2020-12.', type: 'application/schema+json' },
    handle: (_, { c }) => c.body(JSON.stringify(companyJsonSchema()), 200, schemaHeaders),
  }),

  operation({
    method: 'get',
    path: '/schemas/policy.json',
    access: anybody,
    tag: 'operation',
    summary: 'The JSON Schema of a policy',
    answer: { status: 200, words: 'JSON Schema 2020-12.', type: 'application/schema+json' },
    handle: (_, { c }) => c.body(JSON.stringify(policyJsonSchema()), 200, schemaHeaders),
  }),
] as const;

import { Hono } from 'hono';
import { companyJsonSchema } from '../../company/form.ts';
import type { HttpDeps, HttpEnv } from '../deps.ts';
import { describe } from '../describe-old.ts';
import { HttpError } from '../errors.ts';

/** What those who run the server ask it. */
export function operationRoutes({ metrics, stopping, ready }: HttpDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  app.get(
    '/healthz',
    describe({ summary: 'Is the process alive', tag: 'operation', answers: { 200: { words: 'It is.', type: 'text/plain' } } }),
    (c) => c.text('ok'),
  );
  app.get(
    '/readyz',
    describe({
      summary: 'Can it serve',
      description: 'The database answers, its schema is up to date, and the server is not stopping.',
      tag: 'operation',
      answers: { 200: { words: 'It can.', type: 'text/plain' } },
      errors: ['not-ready'],
    }),
    async (c) => {
      if (stopping.begun || !(await ready())) throw new HttpError('not-ready', undefined, { 'retry-after': '2' });
      return c.text('ok');
    },
  );
  app.get(
    '/schemas/company.json',
    describe({
      summary: 'The JSON Schema of company.yaml',
      description: 'For editors, and for whoever writes such files by program.',
      tag: 'operation',
      answers: { 200: { words: 'JSON Schema 2020-12.', type: 'application/schema+json' } },
    }),
    (c) =>
      c.body(JSON.stringify(companyJsonSchema()), 200, { 'content-type': 'application/schema+json', 'access-control-allow-origin': '*' }),
  );
  app.get(
    '/metrics',
    describe({
      summary: 'Measurements for Prometheus',
      tag: 'operation',
      answers: { 200: { words: 'Text format 0.0.4.', type: 'text/plain' } },
    }),
    async (c) => c.body(await metrics.metrics(), 200, { 'content-type': metrics.contentType }),
  );
  return app;
}

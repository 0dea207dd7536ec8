import { Hono } from 'hono';
import type { HttpDeps, HttpEnv } from '../deps.ts';
import { fileRoutes } from './files.ts';

/** The desk for every day: files, the client's whole history, finding, calls, tasks, snippets. */
export function everyDayRoutes(deps: HttpDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  for (const routes of [fileRoutes]) app.route('/', routes(deps));
  return app;
}

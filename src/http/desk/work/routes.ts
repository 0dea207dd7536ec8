import { Hono } from 'hono';
import type { HttpDeps, HttpEnv } from '../../deps.ts';
import { attachRoutes } from '../clients/attach.ts';
import { clientRoutes } from '../clients/clients.ts';
import { logCallRoutes } from '../conversations/log-contact.ts';
import { fileRoutes } from './files.ts';
import { searchRoutes } from './search.ts';
import { snippetRoutes } from './snippets.ts';
import { taskRoutes } from './tasks.ts';

/** The desk for every day: files, the client's whole history, finding, calls, tasks, snippets. */
export function everyDayRoutes(deps: HttpDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  for (const routes of [fileRoutes, clientRoutes, attachRoutes, logCallRoutes, searchRoutes, snippetRoutes, taskRoutes])
    app.route('/', routes(deps));
  return app;
}

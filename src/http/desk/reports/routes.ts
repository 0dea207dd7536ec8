import { Hono } from 'hono';
import type { HttpDeps, HttpEnv } from '../../deps.ts';
import { factRoutes } from '../clients/fact-routes.ts';
import { weightRoutes } from '../clients/weight.ts';
import { commissionRoutes } from './commission.ts';
import { coverageRoutes } from './coverage.ts';
import { handoverRoutes } from './handovers.ts';

/** Clients over time: handovers, commission, who knows whom, facts by hand, whole portfolios. */
export function tradeRoutes(deps: HttpDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  for (const routes of [handoverRoutes, commissionRoutes, coverageRoutes, factRoutes, weightRoutes]) app.route('/', routes(deps));
  return app;
}

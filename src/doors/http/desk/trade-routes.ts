import { Hono } from 'hono';
import type { HttpDeps, HttpEnv } from '../deps.ts';
import { commissionRoutes } from './commission-routes.ts';
import { coverageRoutes } from './coverage-routes.ts';
import { factRoutes } from './fact-routes.ts';
import { handoverRoutes } from './handover-routes.ts';
import { portfolioRoutes } from './portfolio-routes.ts';
import { weightRoutes } from './weight-routes.ts';

/** Clients over time: handovers, commission, who knows whom, facts by hand, whole portfolios. */
export function tradeRoutes(deps: HttpDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  for (const routes of [handoverRoutes, commissionRoutes, coverageRoutes, factRoutes, portfolioRoutes, weightRoutes])
    app.route('/', routes(deps));
  return app;
}

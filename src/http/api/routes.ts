import { Hono } from 'hono';
import type { HttpDeps, HttpEnv } from '../deps.ts';
import { clientOperations } from './clients.ts';
import { commissionOperations } from './commission.ts';
import { contactOperations } from './contacts.ts';
import { conversationOperations } from './conversations.ts';
import { factOperations } from './facts.ts';
import { operator } from './operation.ts';
import { ownerOperations } from './owners.ts';
import { peopleOperations } from './people.ts';
import { postOperations } from './posts.ts';

/** What the company's own systems ask and tell: `/api/v1`. */
export function apiRoutes(deps: HttpDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  const operate = operator(app, deps);
  for (const operations of [
    clientOperations,
    ownerOperations,
    contactOperations,
    conversationOperations,
    postOperations,
    peopleOperations,
    factOperations,
    commissionOperations,
  ]) {
    operations(operate, deps);
  }
  return app;
}

import { Hono } from 'hono';
import { adminKeyRoutes } from './admin/key-routes.ts';
import { adminRoutes } from './admin/routes.ts';
import { apiRoutes } from './api/routes.ts';
import { chatTokens } from './chat/tokens.ts';
import { bearer } from './chat/verified.ts';
import type { Http, HttpDeps, HttpEnv } from './deps.ts';
import { describe } from './describe-old.ts';
import { joinRoutes } from './desk/clients/joins.ts';
import { messageRoutes } from './desk/conversations/messages.ts';
import { readRoutes } from './desk/conversations/read.ts';
import { typingRoutes } from './desk/conversations/typing.ts';
import { changeRoutes } from './desk/conversations/verbs.ts';
import { keyRoutes } from './desk/people/keys.ts';
import { sessionRoutes } from './desk/people/session.ts';
import { signInRoutes } from './desk/people/sign-in.ts';
import { peopleRoutes } from './desk/people/staff.ts';
import { timeRoutes } from './desk/people/time.ts';
import { policyRoutes, policySchemaRoute } from './desk/policy/policy.ts';
import { treeRoutes } from './desk/policy/tree.ts';
import { auditRoutes } from './desk/reports/audit.ts';
import { tradeRoutes } from './desk/reports/routes.ts';
import { violationRoutes } from './desk/reports/violations.ts';
import { everyDayRoutes } from './desk/work/routes.ts';
import { answerError, asHttpError, HttpError } from './errors.ts';
import { fileRoutes } from './files/serve.ts';
import { chatCors } from './middleware/chat-cors.ts';
import { observe, streamCount } from './middleware/observe.ts';
import { requestId } from './middleware/request-id.ts';
import { apiHeaders, pageHeaders } from './middleware/security-headers.ts';
import { openApiDocument } from './openapi.ts';
import { mount } from './operation.ts';
import { operations } from './operations.ts';
import { refuseOtherMethods } from './other-methods.ts';
import { demoRoutes } from './pages/demo.ts';
import { operationRoutes } from './pages/health.ts';
import { pageRoutes } from './pages/pages.ts';
import { slackRoutes } from './webhooks/slack.ts';
import { telegramRoutes } from './webhooks/telegram.ts';

/** Everything the server answers over HTTP. */
export function createApp(deps: HttpDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  const streams = streamCount(deps.metrics);
  const tokens = chatTokens(deps.keys);
  let document: ReturnType<typeof openApiDocument> | null = null;
  const http: Http = {
    ...deps,
    tokens,
    visitorOf: bearer(tokens, deps.now),
    streams: { chat: streams('chat'), desk: streams('desk') },
    document: () => {
      document ??= openApiDocument(app);
      return document;
    },
  };

  app.use(requestId(deps.newId), observe(deps.log, deps.metrics));
  app.use('/chat/v1/*', chatCors, apiHeaders);
  app.use('/desk/api/*', apiHeaders);
  app.use('/api/v1/*', apiHeaders);
  app.use('/admin/v1/*', apiHeaders);
  app.use('/telegram/*', apiHeaders);
  app.use('/slack/*', apiHeaders);
  app.use('/desk/sign-in', pageHeaders(deps.secure));

  app.route('/desk', signInRoutes(deps));
  app.route('/desk/api', readRoutes(deps, streams('desk')));
  app.route('/desk/api', changeRoutes(deps));
  app.route('/desk/api', messageRoutes(deps));
  app.route('/desk/api', typingRoutes(deps));
  app.route('/desk/api', joinRoutes(deps));
  app.route('/desk/api', keyRoutes(deps));
  app.route('/desk/api', sessionRoutes(deps));
  app.route('/desk/api', peopleRoutes(deps));
  app.route('/desk/api', timeRoutes(deps));
  app.route('/desk/api', auditRoutes(deps));
  app.route('/desk/api', policyRoutes(deps));
  app.route('/desk/api', treeRoutes(deps));
  app.route('/desk/api', violationRoutes(deps));
  app.route('/', policySchemaRoute());
  app.route('/desk/api', everyDayRoutes(deps));
  app.route('/desk/api', tradeRoutes(deps));
  app.route('/', fileRoutes(deps));
  app.route('/api/v1', apiRoutes(deps));
  app.route('/admin/v1/company', adminRoutes(deps));
  app.route('/admin/v1/keys', adminKeyRoutes(deps));
  app.route('/telegram', telegramRoutes(deps));
  app.route('/slack', slackRoutes(deps));
  app.route('/', demoRoutes(deps));
  app.route('/', operationRoutes(deps));
  app.get(
    '/openapi.json',
    describe({ summary: 'This document', tag: 'operation', answers: { 200: { words: 'OpenAPI 3.1.', type: 'application/json' } } }),
    async (c) => {
      return c.json(await http.document());
    },
  );
  mount(app, http, operations);
  app.route('/', pageRoutes(deps));
  refuseOtherMethods(app);

  app.notFound((c) => answerError(c, new HttpError('not-found')));
  app.onError((error, c) => {
    if (asHttpError(error).code === 'internal')
      deps.log.error({ request: c.get('requestId'), err: errorText(error) }, 'request failed inside');
    return answerError(c, error);
  });
  return app;
}

/** Where it broke and the database's code, without the words of a database error, which may quote what somebody wrote. */
function errorText(error: Error): string {
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  const where = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  return [`${error.name}${code}`, ...where].join('\n');
}

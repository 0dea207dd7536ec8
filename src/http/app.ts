import { Hono } from 'hono';
import { createDeskSigns } from '../people/presence.ts';
import { createOwed } from '../reports/now/owed.ts';
import { chatTokens } from './chat/tokens.ts';
import { bearer } from './chat/verified.ts';
import type { Http, HttpDeps, HttpEnv } from './deps.ts';
import { answerError, asHttpError, HttpError } from './errors.ts';
import { chatCors } from './middleware/chat-cors.ts';
import { observe, streamCount } from './middleware/observe.ts';
import { requestId } from './middleware/request-id.ts';
import { apiHeaders, noStore, pageHeaders, signInHeaders, widgetHeaders } from './middleware/security-headers.ts';
import { openApiDocument } from './openapi.ts';
import { mount } from './operation.ts';
import { operations } from './operations.ts';
import { refuseOtherMethods } from './other-methods.ts';
import { pageOperations, widgetOperations } from './pages/pages.ts';
import { createThrottle } from './throttle.ts';

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
    throttle: createThrottle(deps),
    noteAtDesk: createDeskSigns(deps),
    owed: createOwed(deps),
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
  app.use('/demo/*', apiHeaders);
  app.use('/desk/sign-in', signInHeaders(deps.secure), noStore);

  mount(app, http, operations);
  // Before the pages: the script's name is one of theirs too.
  mount(app, http, widgetOperations, widgetHeaders);
  mount(app, http, pageOperations, pageHeaders(deps.secure));
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

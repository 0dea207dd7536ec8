import type { Doing } from '../people/access.ts';

/** Who gets through a route at all, and what of `people/access.ts` it then takes. */
export type RouteAccess =
  /** the page, the widget, whoever runs the server */
  | { readonly by: 'anybody' }
  /** a chat's token: their own window, nothing else */
  | { readonly by: 'visitor' }
  /** a key of a company's system, by its scopes */
  | { readonly by: 'api-key' }
  /** the token that a server lays beside its data, for commands on the same machine */
  | { readonly by: 'admin-token' }
  /** a browser's signed cookie of who signed in on it */
  | { readonly by: 'device' }
  /** an address signed for a while */
  | { readonly by: 'signed-link' }
  /** a messenger, by the secret it was given */
  | { readonly by: 'webhook-secret' }
  /** Slack, by its signature */
  | { readonly by: 'slack-signature' }
  | { readonly by: 'session'; readonly doing: Doing; readonly about: About };

/** What the route is about. `beyond`: objects that follow from conversations and clients; their own specs hold the rule. */
export type About = 'nothing' | 'conversation' | 'person' | 'absence' | 'department' | 'beyond';

const anybody: RouteAccess = { by: 'anybody' };
const visitor: RouteAccess = { by: 'visitor' };
const device: RouteAccess = { by: 'device' };
const session = (doing: Doing, about: About = 'nothing'): RouteAccess => ({ by: 'session', doing, about });

/** Every route of the app; one that is not here fails the tests. A prefix with `*` stands for routes that differ in nothing. */
export const routeAccess: Readonly<Record<string, RouteAccess>> = {
  'GET /': anybody,
  'GET /widget.js': anybody,
  'GET /assets/:name': anybody,
  'GET /:name*': anybody,
  'GET /desk': anybody,
  'GET /desk/': anybody,
  'GET /desk/assets/:name': anybody,
  'GET /desk/:name*': anybody,
  'GET /api*': anybody,
  'GET /schemas/*': anybody,
  'GET /demo/*': anybody,
  'GET /openapi.json': anybody,
  'GET /healthz': anybody,
  'GET /readyz': anybody,
  'GET /metrics': anybody,

  'POST /chat/v1/session': anybody,
  'GET /chat/v1/*': visitor,
  'POST /chat/v1/*': visitor,

  'POST /telegram/webhook': { by: 'webhook-secret' },
  'POST /slack/events': { by: 'slack-signature' },

  'GET /api/v1/*': { by: 'api-key' },
  'POST /api/v1/*': { by: 'api-key' },
  'PUT /api/v1/*': { by: 'api-key' },
  'PATCH /api/v1/*': { by: 'api-key' },
  'DELETE /api/v1/*': { by: 'api-key' },

  'POST /admin/v1/*': { by: 'admin-token' },

  'GET /files/:id/:name': { by: 'signed-link' },
  'GET /desk/sign-in': { by: 'signed-link' },
  'GET /desk/api/session/people': device,
  'POST /desk/api/session/switch': device,
  'POST /desk/api/session/lock': session('self'),
  'POST /desk/api/sign-out': session('self'),
  'GET /desk/api/me': session('self'),
  'GET /desk/api/me/availability': session('self'),
  'PUT /desk/api/me/availability': session('self'),
  'PUT /desk/api/me/pin': session('self'),
  'DELETE /desk/api/me/pin': session('self'),

  'GET /desk/api/people': session('colleagues.see'),
  'GET /desk/api/departments': session('company.see'),
  'GET /desk/api/tree': session('company.see'),
  'GET /desk/api/events': session('company.see'),

  'GET /desk/api/conversations': session('conversation.read', 'beyond'),
  'GET /desk/api/conversations/:id': session('conversation.read', 'conversation'),
  'GET /desk/api/conversations/:id/messages': session('conversation.read', 'conversation'),
  'POST /desk/api/conversations/:id/reply': session('conversation.answer', 'conversation'),
  'POST /desk/api/conversations/:id/messages/:seq/edit': session('conversation.join', 'conversation'),
  'POST /desk/api/conversations/:id/messages/:seq/delete': session('conversation.join', 'conversation'),
  'POST /desk/api/conversations/:id/messages/:seq/retry': session('conversation.answer', 'conversation'),
  'POST /desk/api/conversations/:id/typing': session('conversation.answer', 'conversation'),
  'POST /desk/api/conversations/:id/note': session('conversation.join', 'conversation'),
  'POST /desk/api/conversations/:id/take': session('conversation.join', 'conversation'),
  'POST /desk/api/conversations/:id/transfer': session('conversation.steer', 'conversation'),
  'POST /desk/api/conversations/:id/promise': session('conversation.answer', 'conversation'),
  'POST /desk/api/conversations/:id/waive': session('conversation.answer', 'conversation'),
  'POST /desk/api/conversations/:id/beside': session('conversation.answer', 'conversation'),
  'POST /desk/api/conversations/:id/resolve': session('conversation.steer', 'conversation'),

  'GET /desk/api/staff': session('person.see'),
  'POST /desk/api/staff': session('person.administer'),
  'GET /desk/api/staff/:id': session('person.see', 'person'),
  // Of what only managers change there is more to say: 'person.administer', by field.
  'PATCH /desk/api/staff/:id': session('person.change', 'person'),
  'POST /desk/api/staff/:id/leave': session('person.administer', 'person'),
  'POST /desk/api/staff/:id/rehire': session('person.administer', 'person'),
  'POST /desk/api/staff/:id/link': session('link.issue', 'person'),
  'PUT /desk/api/staff/:id/availability': session('person.steer', 'person'),
  'GET /desk/api/staff/:id/absences': session('person.see', 'person'),
  'POST /desk/api/staff/:id/absences': session('absence.plan', 'person'),
  'POST /desk/api/absences/:id/cancel': session('absence.plan', 'absence'),
  'PATCH /desk/api/departments/:key': session('department.change', 'department'),
  'GET /desk/api/departments/:key/cover': session('cover.see', 'department'),
  'GET /desk/api/audit': session('audit.read'),

  'GET /desk/api/policy': session('policy.see'),
  'GET /desk/api/policy/:version': session('policy.see'),
  'POST /desk/api/policy': session('policy.change'),
  'GET /desk/api/question-tree': session('policy.see'),
  'GET /desk/api/question-tree/:hash': session('policy.see'),
  'POST /desk/api/question-tree/check': session('policy.change'),
  'POST /desk/api/question-tree': session('policy.change'),

  'GET /desk/api/violations': session('violation.see', 'beyond'),
  'POST /desk/api/violations/:id/reply': session('violation.see', 'beyond'),
  'POST /desk/api/violations/:id/excuse': session('violation.excuse', 'beyond'),

  'GET /desk/api/keys': session('keys.manage'),
  'POST /desk/api/keys': session('keys.manage'),
  'DELETE /desk/api/keys/:id': session('keys.manage'),

  'POST /desk/api/files': session('self'),
  'GET /desk/api/files/:id': session('self', 'beyond'),
  'GET /desk/api/search': session('conversation.read', 'beyond'),
  'GET /desk/api/clients/:id': session('conversation.read', 'beyond'),
  'GET /desk/api/clients/:id/timeline': session('conversation.read', 'beyond'),
  'POST /desk/api/clients/:id/invite': session('conversation.read', 'beyond'),
  'POST /desk/api/contacts/:id/attach': session('conversation.read', 'beyond'),
  'POST /desk/api/contacts/:id/detach': session('conversation.read', 'beyond'),
  'POST /desk/api/contacts/:id/joins/:join/undo': session('contact.part', 'beyond'),
  'POST /desk/api/log': session('self', 'beyond'),
  'GET /desk/api/log/callers': session('self', 'beyond'),
  'GET /desk/api/tasks': session('self', 'beyond'),
  'POST /desk/api/tasks/:id/done': session('self', 'beyond'),
  'POST /desk/api/people/:id/portfolio/preview': session('portfolio.move', 'person'),
  'POST /desk/api/people/:id/portfolio/move': session('portfolio.move', 'person'),
  'POST /desk/api/people/:id/portfolio/moves/:move/undo': session('portfolio.move', 'person'),
  'GET /desk/api/handovers': session('handover.see', 'beyond'),
  'POST /desk/api/handovers/:id/say': session('handover.see', 'beyond'),
  'GET /desk/api/commission': session('handover.see', 'beyond'),
  'GET /desk/api/commission.csv': session('handover.see', 'beyond'),
  'GET /desk/api/coverage': session('handover.see', 'beyond'),
  'POST /desk/api/coverage/:id/task': session('handover.see', 'beyond'),
  'POST /desk/api/clients/:id/weight': session('client.raise', 'beyond'),
  'GET /desk/api/clients/:id/facts': session('conversation.read', 'beyond'),
  'POST /desk/api/clients/:id/facts': session('facts.tell', 'beyond'),
  'GET /desk/api/snippets': session('company.see', 'beyond'),
  'POST /desk/api/snippets': session('company.see', 'beyond'),
  'PUT /desk/api/snippets/:id': session('company.see', 'beyond'),
  'DELETE /desk/api/snippets/:id': session('company.see', 'beyond'),
};

/** The rule of a route by its method and path; the longest prefix counts where it is not there by itself. */
export function accessOf(route: string): RouteAccess | undefined {
  const own = routeAccess[route];
  if (own !== undefined) return own;
  const prefixes = Object.keys(routeAccess).filter((each) => each.endsWith('*') && route.startsWith(each.slice(0, -1)));
  const longest = prefixes.toSorted((a, b) => b.length - a.length)[0];
  return longest === undefined ? undefined : routeAccess[longest];
}

import type { MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import { Gauge, Histogram, type Registry } from 'prom-client';
import type { Log } from '../../engine/deps.ts';
import type { HttpEnv } from '../deps.ts';

/** Addresses asked by machines every few seconds: not worth a line. */
const quiet = new Set(['/healthz', '/readyz', '/metrics']);

/** Times every request, and logs it: what, how it ended, how long it took; never what was said. */
export function observe(log: Log, metrics: Registry): MiddlewareHandler<HttpEnv> {
  const seconds = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to the head of the answer, by method, route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [metrics],
  });
  const methods = new Set(['GET', 'HEAD', 'POST', 'OPTIONS', 'PUT', 'PATCH', 'DELETE']);
  return async (c, next) => {
    const start = performance.now();
    await next();
    const ms = performance.now() - start;
    const route = matchedRoutes(c).findLast((each) => each.path !== '/*' && !each.path.endsWith('/*'))?.path ?? 'none';
    const method = methods.has(c.req.method) ? c.req.method : 'other';
    const { status } = c.res;
    seconds.labels(method, route, String(status)).observe(ms / 1000);
    if (quiet.has(route)) return;
    const fields = { request: c.get('requestId'), method, route, status, ms: Math.round(ms * 100) / 100 };
    if (status >= 500) log.warn(fields, 'request failed');
    else log.info(fields, 'request');
  };
}

/** Counts open streams of events. */
export function streamCount(metrics: Registry): (door: 'chat' | 'desk') => { opened(): void; closed(): void } {
  const gauge = new Gauge({
    name: 'okno_event_streams',
    help: 'Open streams of events, by door',
    labelNames: ['door'],
    registers: [metrics],
  });
  return (door) => ({ opened: () => gauge.inc({ door }), closed: () => gauge.dec({ door }) });
}

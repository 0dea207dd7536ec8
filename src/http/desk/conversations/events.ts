import { departmentsOf, seesAll } from '../../../db/conversations/visible.ts';
import { type Viewer, viewerOf } from '../../../db/people/sign-in.ts';
import type { Hint, Topic } from '../../../live/live.ts';
import { isWall, session } from '../../access.ts';
import type { Http } from '../../deps.ts';
import { HttpError } from '../../errors.ts';
import { eventStream, type Feed, frame } from '../../events.ts';
import { operation } from '../../operation.ts';

/** What changes in the conversations a viewer sees, as it does. */
export const eventOperations = [
  operation({
    method: 'get',
    path: '/desk/api/events',
    access: session('company.see'),
    tag: 'desk',
    summary: 'Hear what changes',
    description:
      'Server-sent hints: `hello` on connect (read everything again), `changed` with { conversation, version }, `company` when people, availability or departments changed, `past` with { over, of } while the demo company’s past is made, and with null when it is there. A comment every 15 seconds.',
    answer: { status: 200, words: 'The stream.', type: 'text/event-stream' },
    async handle(http, { c, viewer }) {
      const { stopping, heartbeatMs, streams } = http;
      streams.desk.opened();
      return eventStream(c, {
        feed: feedOf(isWall(c) ? { ...http, noteAtDesk: noSign } : http, viewer),
        stopping,
        heartbeatMs,
        rereadEvery: 1,
        onEnd: streams.desk.closed,
      });
    },
  }),
] as const;

/** A screen on the wall hears all day, and nobody is here for that. */
const noSign: Http['noteAtDesk'] = async () => {};

function topicsOf(viewer: Viewer): Topic[] {
  if (seesAll(viewer)) return ['all'];
  return [`specialist:${viewer.id}`, ...departmentsOf(viewer).map((key): Topic => `department:${key}`)];
}

/** Hints of what changed; ends with the viewer's session. */
function feedOf({ db, now, live, noteAtDesk, past = () => null }: Http, viewer: Viewer): Feed {
  /** newest version by conversation: several hints about one between two reads are one */
  const waiting = new Map<string, number>();
  let greeted = false;
  let companyChanged = false;
  let pastChanged = false;

  return {
    listen: (wake) => {
      const hear = ({ conversation, version }: Hint) => {
        if (conversation === undefined || version === undefined) return;
        waiting.set(conversation, Math.max(version, waiting.get(conversation) ?? 0));
        wake();
      };
      const ends = topicsOf(viewer).map((topic) => live.subscribe(topic, hear));
      // Whoever was let go, or moved, is among what changed: their stream ends at the next read.
      const hearCompany = () => {
        companyChanged = true;
        wake();
      };
      const hearPast = () => {
        pastChanged = true;
        wake();
      };
      ends.push(live.subscribe('company', hearCompany), live.subscribe('past', hearPast));
      return () => {
        for (const end of ends) end();
      };
    },
    read: async () => {
      if (!greeted) {
        greeted = true;
        return { frames: frame('hello', {}) + (past() === null ? '' : frame('past', past())), more: false };
      }
      // Whoever signed out or left the company hears nothing more; whose place changed connects again, and hears of that one.
      const viewerNow = await viewerOf(db, viewer.session, now());
      if (viewerNow === null || String(topicsOf(viewerNow)) !== String(topicsOf(viewer))) throw new HttpError('unauthorized');
      await noteAtDesk(viewerNow);
      const changes = [...waiting].map(([conversation, version]) => frame('changed', { conversation, version })).join('');
      const frames = `${companyChanged ? frame('company', {}) : ''}${pastChanged ? frame('past', past()) : ''}${changes}`;
      waiting.clear();
      companyChanged = false;
      pastChanged = false;
      return { frames, more: false };
    },
  };
}

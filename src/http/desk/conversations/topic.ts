import { z } from 'zod';
import { topicsOf } from '../../../../flows/topics.ts';
import type { CardRow } from '../../../db/conversations/card.ts';
import { noteTopicOfClosed } from '../../../db/conversations/topic-later.ts';
import type { Viewer } from '../../../db/people/sign-in.ts';
import type { SpecialistId } from '../../../domain/ids.ts';
import { shownTo } from '../../../engine/delivery/shown.ts';
import { session } from '../../access.ts';
import type { Http } from '../../deps.ts';
import { HttpError } from '../../errors.ts';
import { operation } from '../../operation.ts';
import { key } from '../fields.ts';
import { inLanguage, languageOf } from '../language.ts';
import { act, type Done, doneAnswer } from './action.ts';
import { conversation } from './conversation.ts';
import { maySteer } from './may.ts';

const setTopic = z.strictObject({ key, topic: z.string().min(1).max(64) });
const topicList = z.object({ topics: z.array(z.object({ key: z.string(), name: z.string(), finance: z.boolean() })) });

/** What conversations are about (R23). */
export const topicOperations = [
  operation({
    method: 'get',
    path: '/desk/api/topics',
    access: session('conversation.read'),
    tag: 'desk',
    summary: 'List what conversations can be about',
    description: 'The company’s list, in its order. `finance`: the finance department answers about it.',
    query: inLanguage,
    answer: {
      status: 200,
      words: 'The list.',
      schema: topicList.meta({ ref: 'TopicList' }),
      example: { topics: [{ key: 'invoice', name: 'Invoices and payments', finance: true }] },
    },
    handle({ company }, { c, viewer }) {
      const language = languageOf(c, viewer);
      const topics = topicsOf(company().policy.data);
      return { topics: topics.map((each) => ({ key: each.key, name: each.name[language], finance: each.finance === true })) };
    },
  }),

  operation({
    method: 'post',
    path: '/desk/api/conversations/:id/topic',
    access: session('conversation.steer', conversation),
    tag: 'desk',
    summary: 'Say what it is about',
    description: 'By the person in charge and those who steer its department; after it was closed too.',
    body: { schema: setTopic.meta({ ref: 'SetTopic' }), example: { key: 'k3v9s0qb', topic: 'problem' } },
    answer: doneAnswer,
    errors: ['not-in-charge', 'unknown-topic', 'overloaded'],
    handle: (http, { viewer, object, body }) =>
      object.status === 'closed'
        ? setLater(http, { viewer, object }, body.topic)
        : act(http, { viewer, object }, body, () => ({ type: 'topic', topic: body.topic })),
  }),
] as const;

async function setLater(http: Http, { viewer, object }: { viewer: Viewer; object: CardRow }, topic: string): Promise<Done> {
  const { db, now, live, company } = http;
  const { id, department, specialist_id: specialist } = object;
  if (!topicsOf(company().policy.data).some((each) => each.key === topic)) throw new HttpError('unknown-topic');
  if (specialist !== viewer.id && !maySteer(viewer, { specialist: specialist ?? '', department })) throw new HttpError('not-in-charge');
  const event = { type: 'topic', topic, source: 'colleague', by: viewer.id as SpecialistId } as const;
  const version = await db.transaction((tx) => noteTopicOfClosed(tx, id, event, now()));
  if (version !== null) live.publish(shownTo({ conversation: id, version, department, specialist }));
  return { conversation: id, seq: null, duplicate: version === null };
}

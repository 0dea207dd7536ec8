import { z } from 'zod';
import { type CardRow, findConversation } from '../../../db/conversations/card.ts';
import { hadPartIn } from '../../../db/conversations/part.ts';
import type { Viewer } from '../../../db/people/sign-in.ts';
import { reachOf } from '../../../people/access.ts';
import type { ObjectAccess } from '../../access.ts';
import type { Http } from '../../deps.ts';
import { maySteer } from './may.ts';

/**
 * The conversation an address names by `:id`. Who may not see it is not told that it exists. What is done to it the engine decides
 * under its lock; at the door only those are sent away who neither steer it nor ever had a part in it. A repeat of what was done
 * while it was in one's charge gets through, and so does whatever comes too late: the engine says in which way.
 */
export const conversation: ObjectAccess<CardRow> = {
  kind: 'conversation',
  errors: ['unknown-conversation'],
  load: (http, viewer, c) => visibleConversation(http, viewer, c.req.param('id')),
  async refusal(viewer, doing, row, { db }) {
    if (reachOf(viewer, doing) === 'none') return 'forbidden';
    const isSteering = doing === 'conversation.steer';
    if ((!isSteering && doing !== 'conversation.answer') || row.status === 'resolved' || row.status === 'closed') return null;
    if (row.specialist_id === viewer.id || (isSteering && maySteer(viewer, { specialist: row.specialist_id, department: row.department })))
      return null;
    return (await hadPartIn(db, { id: row.id, window: row.window_id }, viewer.id)) ? null : 'not-in-charge';
  },
};

/** Finds a conversation that this viewer sees; null for others, and for an id that is none. */
export async function visibleConversation({ db }: Pick<Http, 'db'>, viewer: Viewer, id: string | undefined): Promise<CardRow | null> {
  return z.uuid().safeParse(id).success ? findConversation(db, viewer, String(id)) : null;
}

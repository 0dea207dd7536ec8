import { z } from 'zod';
import { clientStages } from '../../../domain/client.ts';
import { tracks } from '../../../domain/track.ts';
import { details } from '../clients/contact-details.ts';
import { clientNamed, contactNamed, departmentNamed, personNamed, sample } from '../named.ts';
import { proposalShown } from '../work/proposal.ts';
import { assignmentExplained, exampleExplained } from './assignment.ts';
import { conversationRow, exampleRow } from './conversation-list.ts';
import { matter } from './matter.ts';
import { may } from './may.ts';
import { deskMessage, exampleMessages } from './message.ts';

/** All a specialist sees beside the thread. */
const conversationCard = conversationRow.extend({
  /** `email`, `phone` and what they `left` only for whom R19 lets see them: else null and absent */
  contact: contactNamed.extend({
    email: z.string().nullable(),
    phone: z.string().nullable(),
    left: details.shape.left.optional(),
    telegram: details.shape.telegram.optional(),
  }),
  clientCard: clientNamed
    .extend({
      stage: z.enum(clientStages),
      productLine: z.string().nullable(),
      owners: z.array(z.object({ department: z.string(), specialist: personNamed })),
    })
    .nullable(),
  /** the clients the contact is of, where they are several: which of them it is about is said by `POST …/client` */
  clients: z.array(z.object({ id: z.uuid(), name: z.string() })),
  answers: z.array(z.object({ question: z.string(), answer: z.string() })),
  products: z.array(z.string()),
  why: z.array(assignmentExplained),
  /** until when we have to answer; null when nobody owes an answer */
  deadline: z
    .object({
      dueAt: z.iso.datetime(),
      kind: z.enum(['first', 'later', 'promise']),
      /** working time from now to then, by which it is counted */
      working: z.array(z.object({ from: z.iso.datetime(), until: z.iso.datetime() })),
    })
    .nullable(),
  /** who begins when the person in charge is late with the first answer */
  standIn: personNamed.nullable(),
  /** who was late, so that the person in charge took over and finishes; `agreed`: which of the two wants it to go back, if one does */
  takenOver: z.object({ from: personNamed, agreed: z.uuid().nullable() }).nullable(),
  /** the client waits: ending it needs the reason why they need no answer */
  answerOwed: z.boolean(),
  /** the company's usual reasons for that */
  noReplyReasons: z.array(z.string()),
  matter: matter.nullable(),
  /** who is wished for of its department, until that is decided (R8) */
  proposal: proposalShown.nullable(),
  /** whoever decides for the department may send it back to the one it came from */
  back: departmentNamed.nullable(),
  /** whether it is of money */
  track: z.enum(tracks),
  may,
});

export const conversationView = z.object({ conversation: conversationCard, messages: z.array(deskMessage), more: z.boolean() });

export type ConversationCard = z.output<typeof conversationCard>;
export type ConversationView = z.output<typeof conversationView>;

export const exampleView: ConversationView = {
  conversation: {
    ...exampleRow,
    contact: { ...sample.contact, email: 'peter@client.example', phone: null },
    clientCard: {
      ...sample.client,
      stage: 'served',
      productLine: null,
      owners: [{ department: sample.department.name, specialist: sample.anna }],
    },
    clients: [],
    answers: [],
    products: [],
    why: [exampleExplained],
    deadline: {
      dueAt: '2026-03-02T09:19:00.000Z',
      kind: 'first',
      working: [{ from: sample.at, until: '2026-03-02T09:19:00.000Z' }],
    },
    standIn: { id: sample.id(4), name: 'Boris Kim' },
    takenOver: null,
    answerOwed: true,
    noReplyReasons: ['They said thank you'],
    matter: null,
    proposal: null,
    back: null,
    track: 'general',
    may: {
      reply: true,
      note: true,
      take: false,
      transfer: true,
      resolve: true,
      promise: true,
      waive: true,
      beside: true,
      spoke: true,
      sameMatter: false,
      newMatter: false,
      sendOver: true,
      topic: true,
      askFinance: true,
      handBack: false,
    },
  },
  ...exampleMessages,
};

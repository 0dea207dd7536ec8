/** What the company's systems can be told of, as it happens. */
export const announcementTypes = [
  'conversation.opened',
  'conversation.assigned',
  'conversation.answered',
  'conversation.undelivered',
  'conversation.violated',
  'conversation.resolved',
  'conversation.reopened',
  'conversation.closed',
  'conversation.rated',
  'client.handed-over',
  'payment.late',
] as const;

export type AnnouncementType = (typeof announcementTypes)[number];

/** Sent by hand, to see that an endpoint is there; nobody subscribes to it. */
export const testType = 'webhook.test';

/** Something that happened, as it is told: ids of what it is about, and classifications. No texts, no names, no addresses of people. */
export interface Announcement {
  /** the same with every try: a receiver notices a repeat by it */
  readonly id: string;
  readonly type: AnnouncementType | typeof testType;
  readonly at: Date;
  readonly object: Readonly<Record<string, string | null>>;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The body of the request: what is signed. */
export function announcementText({ id, type, at, object, data }: Announcement): string {
  return JSON.stringify({ id, type, at: at.toISOString(), object, data });
}

/** Kinds of messages people write; everything else of a thread is Slack's own, or a program's. */
export const written: ReadonlySet<string | null | undefined> = new Set([undefined, null, 'file_share', 'thread_broadcast', 'me_message']);

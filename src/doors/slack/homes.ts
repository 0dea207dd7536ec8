import { specialistBehind } from '../../db/slack-door.ts';
import type { Hint } from '../../live/live.ts';
import type { Desk } from './deps.ts';
import { publishHome } from './home.ts';

/** A Home is published at most so often, however much changes. */
const pauseMs = 3000;

/**
 * Keeps the Homes of those whose conversations change, and who have looked at theirs since this server began: Slack tells when somebody
 * opens it, and it is drawn anew then. What changes meanwhile is shown together.
 */
export function watchHomes(desk: Desk) {
  const changed = new Set<string>();
  const readers = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | null = null;

  async function publish(): Promise<void> {
    timer = null;
    const conversations = [...changed];
    changed.clear();
    for (const { slackUser } of await specialistBehind(desk.db, conversations)) {
      if (!readers.has(slackUser)) continue;
      const who = await desk.who(slackUser);
      if (who.type === 'colleague') await publishHome(desk, who, slackUser);
    }
  }

  return {
    opened: (slackUser: string) => void readers.add(slackUser),
    changed({ conversation }: Hint): void {
      if (conversation === undefined || readers.size === 0) return;
      changed.add(conversation);
      timer ??= setTimeout(() => desk.later(publish()), pauseMs);
    },
    stop(): void {
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
}

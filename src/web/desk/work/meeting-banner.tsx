import type { JSX } from 'preact';
import { clock } from '../../kit/calendar.ts';
import { startAddress } from '../frame/address.ts';
import { Banner } from '../frame/banner.tsx';
import { usePage } from '../frame/page.ts';
import { useNow } from '../kit/now.ts';
import { dayTitle } from '../kit/time.ts';
import { conversationAddress } from '../kit/to-conversation.tsx';

/** Reminds of one's next meeting once it is near, until it is over or has its outcome (R4). */
export function MeetingBanner(): JSX.Element {
  const { state, t, language } = usePage();
  const now = useNow(60_000);
  const { meeting = null } = state.list.counts;
  return <div role="status">{meeting === null || new Date(meeting.endsAt) <= now ? null : banner(meeting)}</div>;

  function banner({ conversation, client, startsAt }: NonNullable<typeof meeting>): JSX.Element {
    const at = new Date(startsAt);
    const day = dayTitle(t, language, at, now);
    const to = conversation === null ? { page: 'tasks' as const } : conversationAddress(conversation);
    return (
      <Banner
        name="meeting-banner"
        icon="calendar"
        words={t(at <= now ? 'meeting.near.on' : 'meeting.near', { day, at: clock(language, at), client })}
        to={{ ...startAddress, ...to }}
        go={t(conversation === null ? 'meeting.near.tasks' : 'meeting.near.go')}
      />
    );
  }
}

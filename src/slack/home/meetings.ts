import type { OwnMeeting } from '../../db/work/meetings.ts';
import type { Language } from '../../domain/language.ts';
import { actions, type Block, button, header, mrkdwn } from '../format/blocks.ts';
import { linkName } from '../format/escape.ts';
import { markedTime } from '../format/time.ts';
import { t } from '../translate.ts';
import { endAction, timeAction } from '../views/meeting.ts';

/** Lists meetings somebody has before them, each with its time and what can be done about it (R4). */
export function meetingBlocks(rows: readonly OwnMeeting[], now: Date, language: Language): Block[] {
  if (rows.length === 0) return [];
  return [header(t(language, 'home.meetings')), ...rows.flatMap((each) => blocksOf(each, now, language))];
}

function blocksOf({ id, text, startsAt, endsAt, client }: OwnMeeting, now: Date, language: Language): Block[] {
  const isOn = startsAt !== null && endsAt !== null && startsAt <= now && now < endsAt;
  const when =
    startsAt === null || endsAt === null
      ? t(language, 'home.meeting.no-time')
      : `${isOn ? ':red_circle: ' : ''}${markedTime(startsAt)} – ${markedTime(endsAt)}`;
  const about = [client, text].filter((each) => each).map((each) => linkName(each ?? '', 120));
  return [
    mrkdwn([when, ...about].join(' · ')),
    actions(
      button(t(language, startsAt === null ? 'button.meeting.set' : 'button.meeting.move'), timeAction, id),
      button(t(language, 'button.meeting.end'), endAction, id),
    ),
  ];
}

import { describe, expect, it } from 'vitest';
import { activityIn } from '../../../src/slack/receive/activity.ts';

const event = (fields: object) => ({ type: 'event_callback', event_id: 'Ev1', event_time: 1_772_442_000, event: fields });
const anna = { user: 'UANNA', at: 1_772_442_000 };

describe('somebody is active in Slack', () => {
  it.each([
    ['writing', { type: 'message', user: 'UANNA', text: 'hi' }],
    ['sending a file', { type: 'message', subtype: 'file_share', user: 'UANNA' }],
    ['opening the Home', { type: 'app_home_opened', user: 'UANNA', tab: 'home' }],
    ['reacting', { type: 'reaction_added', user: 'UANNA', reaction: 'eyes' }],
  ])('by %s', (_, fields) => {
    expect(activityIn(event(fields))).toEqual(anna);
  });

  it('by changing what they wrote, when they did', () => {
    const changed = {
      type: 'message',
      subtype: 'message_changed',
      message: { user: 'UBORIS', edited: { user: 'UANNA', ts: '1772441990.0' } },
    };
    expect(activityIn(event(changed))).toEqual({ user: 'UANNA', at: 1_772_441_990 });
  });

  it('by tapping, sending a view, and typing a command', () => {
    expect(activityIn({ type: 'block_actions', user: { id: 'UANNA' }, actions: [{ action_ts: '1772442000.5' }] })).toEqual({
      user: 'UANNA',
      at: 1_772_442_000.5,
    });
    expect(activityIn({ type: 'view_submission', user: { id: 'UANNA' }, view: {} })).toEqual({ user: 'UANNA', at: null });
    expect(activityIn({ command: '/okno', text: 'me', user_id: 'UANNA' })).toEqual({ user: 'UANNA', at: null });
  });

  it.each([
    ['a program writes', { type: 'message', user: 'UANNA', bot_id: 'B1', text: 'hi' }],
    ['Slack unfurls a link of theirs', { type: 'message', subtype: 'message_changed', message: { user: 'UANNA' } }],
    ['they are let into a channel', { type: 'message', subtype: 'channel_join', user: 'UANNA' }],
    ['something about them changes', { type: 'user_change', user: { id: 'UANNA' } }],
    ['they join the workspace', { type: 'team_join', user: { id: 'UANNA' } }],
  ])('not because %s', (_, fields) => {
    expect(activityIn(event(fields))).toBeNull();
  });
});

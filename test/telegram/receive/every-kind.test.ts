import { expect, it } from 'vitest';
import { readMessage } from '../../../src/telegram/receive/read-message.ts';
import { type Message, updateForm } from '../../../src/telegram/receive/update.ts';
import { newId } from '../../http/house.ts';
import { describeAgainst } from '../../support/describe-against.ts';
import { telegramSpec } from '../../support/telegram-spec.ts';

/** What Telegram tells of a chat without anybody saying a word to us. */
const silent = new Set(
  (
    'new_chat_members left_chat_member chat_owner_left chat_owner_changed new_chat_title new_chat_photo delete_chat_photo ' +
    'group_chat_created supergroup_chat_created channel_chat_created message_auto_delete_timer_changed migrate_to_chat_id ' +
    'migrate_from_chat_id pinned_message connected_website write_access_allowed proximity_alert_triggered boost_added ' +
    'chat_background_set checklist_tasks_done direct_message_price_changed forum_topic_created forum_topic_edited forum_topic_closed ' +
    'forum_topic_reopened general_forum_topic_hidden general_forum_topic_unhidden giveaway_created giveaway_completed ' +
    'managed_bot_created paid_message_price_changed poll_option_deleted suggested_post_approved suggested_post_approval_failed ' +
    'suggested_post_declined suggested_post_paid suggested_post_refunded video_chat_scheduled video_chat_started video_chat_ended ' +
    'video_chat_participants_invited'
  ).split(' '),
);

/** Said of a message of any kind, or of its words. */
const aboutIt = new Set(
  (
    'message_id message_thread_id direct_messages_topic from sender_chat sender_boost_count sender_business_bot sender_tag date ' +
    'guest_query_id business_connection_id chat forward_origin is_topic_message is_automatic_forward reply_to_message external_reply quote ' +
    'reply_to_story reply_to_checklist_task_id reply_to_poll_option_id via_bot guest_bot_caller_user guest_bot_caller_chat edit_date ' +
    'has_protected_content is_from_offline is_paid_post media_group_id author_signature paid_star_count entities link_preview_options ' +
    'suggested_post_info effect_id caption_entities show_caption_above_media has_media_spoiler reply_markup'
  ).split(' '),
);

const chat = { id: 7, type: 'private', first_name: 'Irina' };
const plain = { message_id: 5, date: 1_772_442_000, chat, from: { id: 7, is_bot: false, first_name: 'Irina' } };

function read(message: object) {
  const update = updateForm.parse({ update_id: 1, message: { ...plain, ...message } });
  return readMessage(update.message as Message, 'en', newId);
}

const sign = '[a kind of message that cannot be shown here]';

describeAgainst(telegramSpec(), 'of every kind of message that Telegram publishes', (spec) => {
  const fields = spec.fields('Message').filter((each) => !aboutIt.has(each));
  const spoken = fields.filter((each) => !silent.has(each));

  it.each(spoken)('%s leaves its words, its files or a sign that it was there', (field) => {
    const found = read({ [field]: spec.example('Message', field) });
    const { text = '', attachments = [], place, card } = found?.content ?? {};
    expect([text, ...attachments.map((each) => each.name), place, card].some((each) => each !== undefined && each !== '')).toBe(true);
    expect(found?.isUnshown).toBe(text === sign);
  });

  it.each(spoken)('%s in a shape nobody expected leaves a sign', (field) => {
    for (const strange of [17, { nothing: true }, []]) expect(read({ [field]: strange })?.content.text ?? '').toContain(sign);
  });

  it.each(fields.filter((each) => silent.has(each)))('%s is nothing anybody said', (field) => {
    expect(read({ [field]: spec.example('Message', field) })).toBeNull();
  });

  it('the words of a kind nobody has described yet are found, and not those of a message inside', () => {
    const inside = { ...plain, text: 'said before' };
    const found = read({ hologram: { title: 'A plan', parts: [{ text: 'one' }, { text: 'two' }], shown_message: inside } });
    expect(found?.content.text).toBe(`A plan\none\ntwo\n${sign}`);
    expect(read({ shown_message: { text: 'said now' } })?.content.text).toBe(`said now\n${sign}`);
  });

  it('what Telegram tells from tomorrow on about a message that can be read changes nothing of it', () => {
    const more = { mood: 'good', reward: { title: 'a star' }, is_new: true };
    const photo = [{ file_id: 'p', file_unique_id: 'u', width: 1, height: 1 }];
    for (const said of [{ text: 'words' }, { photo, caption: 'words' }, { photo }, { dice: { emoji: '🎲', value: 5 } }])
      expect(read({ ...said, ...more })?.content.text).toBe(read(said)?.content.text);
    // Words that stand under what cannot be had are kept with a sign.
    expect(read({ caption: 'words', ...more })?.content.text).toBe(`words\n${sign}`);
  });
});

it('a rich message that looks different all the time keeps its words, and the looks of its beginning', () => {
  const text = Array.from({ length: 20_000 }, (_, i) => (i % 2 === 0 ? 'и ' : { type: 'bold', text: 'я ' }));
  const { text: words = '', marks = [] } = read({ rich_message: { blocks: [{ type: 'paragraph', text }] } })?.content ?? {};
  expect(words).toBe('и я '.repeat(10_000).trim());
  expect(marks).toHaveLength(1000);
});

it('a rich message is read with its looks, and its pictures are fetched', () => {
  const rich = {
    blocks: [
      { type: 'heading', text: 'Order', size: 1 },
      {
        type: 'paragraph',
        text: ['Please ', { type: 'bold', text: 'two' }, ' more, see ', { type: 'url', text: 'here', url: 'https://a.example/' }],
      },
      {
        type: 'list',
        items: [
          { label: '1.', blocks: [{ type: 'paragraph', text: 'now' }] },
          { label: '2.', blocks: [{ type: 'paragraph', text: 'later' }] },
        ],
      },
      {
        type: 'table',
        cells: [
          [{ text: 'a' }, { text: 'b' }],
          [{ text: 'c' }, {}],
        ],
      },
      { type: 'photo', photo: [{ file_id: 'p', file_unique_id: 'u', width: 1, height: 1, file_size: 3 }], caption: { text: 'the shelf' } },
      { type: 'hologram', text: 'and this' },
    ],
  };
  const { content, fetches } = read({ rich_message: rich }) ?? { content: { text: '' }, fetches: [] };
  expect(content.text).toBe('Order\nPlease two more, see here\n1. now\n2. later\na | b\nc | \nthe shelf\nand this');
  expect(content.marks).toEqual([
    { at: 0, length: 5, kind: 'bold' },
    { at: 13, length: 3, kind: 'bold' },
    { at: 27, length: 4, kind: 'link', url: 'https://a.example/' },
  ]);
  expect(content.attachments).toMatchObject([{ kind: 'photo', unique: 'u', state: 'coming' }]);
  expect(fetches).toEqual([{ id: content.attachments?.[0]?.id, remote: 'p' }]);
});

/*
 * What the fields of a message say of its kind. Telegram adds kinds when it likes, so this names what is no kind of anything said: whatever
 * is not named here was said by somebody, and is shown as well as it can be.
 */

/** Fields about a message: who, when, where, in answer to what, and how it looks. */
const about: ReadonlySet<string> = new Set(
  (
    'message_id ephemeral_message_id receiver_user message_thread_id direct_messages_topic from sender_chat sender_boost_count ' +
    'sender_business_bot sender_tag date guest_query_id business_connection_id chat forward_origin forward_from forward_from_chat ' +
    'forward_from_message_id forward_sender_name forward_signature forward_date is_topic_message is_automatic_forward reply_to_message ' +
    'external_reply quote reply_to_story reply_to_checklist_task_id reply_to_poll_option_id via_bot guest_bot_caller_user ' +
    'guest_bot_caller_chat edit_date has_protected_content is_from_offline is_paid_post media_group_id author_signature paid_star_count ' +
    'entities link_preview_options suggested_post_info effect_id caption_entities show_caption_above_media has_media_spoiler reply_markup'
  ).split(' '),
);

/** What happens in a chat without anybody saying anything to us. */
const service: ReadonlySet<string> = new Set(
  (
    'new_chat_members new_chat_member new_chat_participant left_chat_member left_chat_participant chat_owner_left chat_owner_changed ' +
    'new_chat_title new_chat_photo delete_chat_photo group_chat_created supergroup_chat_created channel_chat_created ' +
    'message_auto_delete_timer_changed migrate_to_chat_id migrate_from_chat_id pinned_message connected_website write_access_allowed ' +
    'proximity_alert_triggered boost_added chat_background_set checklist_tasks_done direct_message_price_changed forum_topic_created ' +
    'forum_topic_edited forum_topic_closed forum_topic_reopened general_forum_topic_hidden general_forum_topic_unhidden giveaway_created ' +
    'giveaway_completed managed_bot_created paid_message_price_changed poll_option_deleted suggested_post_approved ' +
    'suggested_post_approval_failed suggested_post_declined suggested_post_paid suggested_post_refunded video_chat_scheduled ' +
    'video_chat_started video_chat_ended video_chat_participants_invited voice_chat_scheduled voice_chat_started voice_chat_ended ' +
    'voice_chat_participants_invited'
  ).split(' '),
);

/** Names the fields that say something, by what Telegram sent, whether it could be read or not; none of a service message. */
export function kindsOf(message: object): string[] {
  return Object.keys(message).filter((field) => !about.has(field) && !service.has(field));
}

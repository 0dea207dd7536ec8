/** Tables about the company, its staff and its rules, or of numbers alone: no word of theirs is about one contact. */
const tables = new Set([
  ...[
    'absence',
    'api_key',
    'channel_account',
    'company',
    'department',
    'department_hours',
    'desk_session',
    'endpoint',
    'plan',
    'plan_actual',
  ],
  ...[
    'policy',
    'question_tree',
    'schedule',
    'sign_in_link',
    'snippet',
    'specialist',
    'specialist_pin',
    'specialist_terms',
    'tree_publication',
  ],
  ...[
    'demo_history',
    'gate',
    'heartbeat',
    'lease',
    'outage',
    'presence',
    'leaving',
    'roster_snapshot',
    'portfolio_move',
    'saved_view',
    'summary',
  ],
  // Groups the bot was added to: a group is nobody's own address.
  'pointed_group',
  // By its own ids only; what could not be reached is named by places of colleagues.
  ...['erasure', 'erasure_place', 'contact_export'],
]);

/** Made of the log, which holds none: numbers and classifications. */
const prefixes = ['report_', 'quality_'];

/** Codes, keys, ids and hashes, whatever table they stand in. */
const codes = new Set([
  ...[
    'kind',
    'by_kind',
    'actor_kind',
    'object_kind',
    'type',
    'status',
    'result',
    'rule',
    'means',
    'outcome_code',
    'verb',
    'audience',
    'author',
  ],
  ...[
    'currency',
    'language',
    'size',
    'stage',
    'product_line',
    'channel',
    'topic',
    'topic_key',
    'origin',
    'flow',
    'flow_version',
    'tree_hash',
  ],
  ...[
    'proof',
    'purpose',
    'rests_on',
    'what',
    'call_key',
    'closed_reason',
    'ended',
    'schedule',
    'grain',
    'metric',
    'version',
    'decision',
    'why',
  ],
  ...[
    'ts',
    'thread_ts',
    'root_ts',
    'edited_ts',
    'posted_hash',
    'slack_user',
    'watched',
    'change_watched',
    'request_hash',
    'action',
    'waits_for',
  ],
  ...['from_department', 'to_department', 'period', 'recurrence'],
]);

/** The rest, one by one, with what stands there. */
const others = new Set([
  // What decisions were taken on, and the log itself: ids, loads, times and codes, never a text (ARCHITECTURE.md, "What is kept how").
  ...[
    'assignment.basis',
    'assignment.explanation',
    'assignment.reason',
    'failed_search.basis',
    'failed_search.explanation',
    'failed_search.outcome',
  ],
  ...['failed_search.reason', 'client_decision.basis', 'client_decision.outcome', 'deadline.basis', 'turn_hold.basis', 'turn_hold.moved'],
  ...['turn_hold.reason', 'handover.explanation', 'handover.terms', 'client_event.data', 'client_state.state', 'conversation_event.data'],
  ...[
    'conversation.state',
    'conversation.proposed',
    'conversation.questions',
    'metric_event.data',
    'timer.key',
    'timer.raised',
    'client_timer.key',
  ],
  // Ids and classifications; texts have no place there.
  ...['announcement.body', 'audit.data', 'audit.object_id'],
  // The company's own numbers of its facts and clients: accounting stays.
  ...[
    'client.external_id',
    'deal.external_id',
    'deal.hash',
    'payment.external_id',
    'payment.hash',
    'payment.invoice',
    'payment_schedule.external_id',
  ],
  ...[
    'payment_schedule.hash',
    'payment_schedule.invoice',
    'expected_mark.invoice',
    'usage.external_id',
    'usage.hash',
    'outreach.external_id',
  ],
  // The telephony's own number of a call; a system's own key of a request.
  ...['phone_call.key', 'idempotency.key'],
  // An organisation's name stays; of a client that is the person it goes, which a spec of its own holds.
  'client.name',
]);

/** Whether no word of a contact can stand in a column, `table.column`, by what it is for. */
export function notOfContacts(name: string): boolean {
  const [table = '', column = ''] = name.split('.');
  return tables.has(table) || prefixes.some((each) => table.startsWith(each)) || codes.has(column) || others.has(name);
}

/*
 * Ids are uuids minted by the application. Order inside a window is `message (window_id, seq)`. Hot tables lead with
 * window_id or conversation_id and carry no other global unique key, so that they can be partitioned by hash later.
 * Joins, roles and ownerships are dated rows: the current one has no `until`, nothing is overwritten.
 */

export * from './schema/assignments.ts';
export * from './schema/channels.ts';
export * from './schema/clients.ts';
export * from './schema/company.ts';
export * from './schema/counted.ts';
export * from './schema/dated.ts';
export * from './schema/demo.ts';
export * from './schema/doors.ts';
export * from './schema/endpoints.ts';
export * from './schema/engagements.ts';
export * from './schema/erasure.ts';
export * from './schema/facts.ts';
export * from './schema/files.ts';
export * from './schema/handover.ts';
export * from './schema/plans.ts';
export * from './schema/proposals.ts';
export * from './schema/reports.ts';
export * from './schema/slack.ts';
export * from './schema/to-do.ts';
export * from './schema/turns.ts';
export * from './schema/views.ts';
export * from './schema/windows.ts';

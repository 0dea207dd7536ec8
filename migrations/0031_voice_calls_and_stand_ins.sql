ALTER TABLE "department" ADD COLUMN "in_sentence" jsonb;--> statement-breakpoint
ALTER TABLE "conversation" ADD COLUMN "replaced_id" uuid;--> statement-breakpoint
ALTER TABLE "conversation" ADD COLUMN "head_calls" jsonb;--> statement-breakpoint
ALTER TABLE "window" ADD COLUMN "tell" jsonb;--> statement-breakpoint
CREATE INDEX "conversation_stand_in" ON "conversation" USING btree ("stand_in_id") WHERE stand_in_id is not null and status <> 'closed';--> statement-breakpoint
UPDATE "conversation" SET "replaced_id" = ("state"->'context'->>'replaced')::uuid WHERE "state"->'context'->>'replaced' IS NOT NULL;--> statement-breakpoint
UPDATE "conversation" c SET "head_calls" = t.calls FROM (
  SELECT "conversation_id", jsonb_agg(jsonb_build_object('kind', "kind", 'seq', null)) AS calls FROM "task"
  WHERE "kind" IN ('late', 'queue', 'queue-full') AND "done_at" IS NULL AND "conversation_id" IS NOT NULL GROUP BY 1) t
WHERE t."conversation_id" = c."id" AND c."status" <> 'closed';--> statement-breakpoint
UPDATE "task" t SET "done_at" = coalesce(c."closed_at", t."due_at"), "result" = 'over' FROM "conversation" c
WHERE t."kind" IN ('late', 'queue', 'queue-full') AND t."done_at" IS NULL AND c."id" = t."conversation_id" AND c."status" = 'closed';--> statement-breakpoint
UPDATE "window" w SET "tell" = jsonb_build_object('seq', t."seq", 'target', t."target", 'at', to_char(t."received_at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
  'parts', jsonb_build_array(jsonb_build_object('conversation', t."id", 'slot', 'tell', 'body', t."body")))
FROM (
  SELECT DISTINCT ON (c."window_id") c."window_id", c."id", c."target", m."seq", m."body", m."received_at" FROM "conversation" c
  JOIN "message" m ON m."window_id" = c."window_id" AND m."seq" = c."tell_seq" WHERE c."tell_seq" IS NOT NULL AND c."status" <> 'closed' AND m."body" IS NOT NULL
  ORDER BY c."window_id", c."tell_seq" DESC) t
WHERE t."window_id" = w."id";

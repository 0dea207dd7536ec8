DELETE FROM "slack_question";--> statement-breakpoint
DROP INDEX "task_once";--> statement-breakpoint
ALTER TABLE "slack_question" ADD COLUMN "wanted" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "slack_question" ADD COLUMN "posted" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "slack_question" ADD COLUMN "attempts" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "slack_question" ADD COLUMN "due_at" timestamp (3) with time zone NOT NULL;--> statement-breakpoint
ALTER TABLE "slack_question" ADD COLUMN "claimed_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "slack_question" ADD COLUMN "claimed_by" uuid;--> statement-breakpoint
ALTER TABLE "slack_question" ADD COLUMN "created_at" timestamp (3) with time zone NOT NULL;--> statement-breakpoint
ALTER TABLE "conversation" ADD COLUMN "questions" jsonb;--> statement-breakpoint
CREATE INDEX "slack_question_due" ON "slack_question" USING btree ("due_at") WHERE wanted > posted;--> statement-breakpoint
CREATE UNIQUE INDEX "task_once" ON "task" USING btree ("kind","conversation_id") WHERE done_at is null and conversation_id is not null and kind <> 'finance' and (kind <> 'meeting' or created_by is null);--> statement-breakpoint
ALTER TABLE "slack_question" DROP COLUMN "posted_at";--> statement-breakpoint
ALTER TABLE "slack_question" DROP COLUMN "answered_at";--> statement-breakpoint
UPDATE "conversation" c SET "questions" = t.questions FROM (
  SELECT "conversation_id", jsonb_agg(jsonb_build_object('task', "id", 'department', "department_id", 'by', "created_by") ORDER BY "created_at") AS questions FROM "task"
  WHERE "kind" = 'finance' AND "done_at" IS NULL AND "conversation_id" IS NOT NULL AND "created_by" IS NOT NULL GROUP BY 1) t
WHERE t."conversation_id" = c."id" AND c."status" <> 'closed';

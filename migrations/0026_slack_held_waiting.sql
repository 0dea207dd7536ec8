ALTER TABLE "slack_heard" ADD COLUMN "mentions" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "slack_said" ADD COLUMN "changed_seq" bigint;--> statement-breakpoint
CREATE INDEX "slack_held_waiting" ON "slack_held" USING btree ("conversation_id") WHERE is_own and decided_at is null;--> statement-breakpoint
UPDATE "slack_said" SET "changed_seq" = "seq" WHERE "change_watched" IS NOT NULL;

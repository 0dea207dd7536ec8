CREATE TABLE "slack_heard" (
	"channel" text NOT NULL,
	"ts" text NOT NULL,
	"edited_ts" text NOT NULL,
	"is_original" boolean NOT NULL,
	"is_inside" boolean NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "slack_heard_channel_ts_pk" PRIMARY KEY("channel","ts")
);
--> statement-breakpoint
CREATE TABLE "slack_thread_former" (
	"channel" text NOT NULL,
	"root_ts" text NOT NULL,
	"thread_id" uuid NOT NULL,
	CONSTRAINT "slack_thread_former_channel_root_ts_pk" PRIMARY KEY("channel","root_ts")
);
--> statement-breakpoint
DROP INDEX "slack_said_watched";--> statement-breakpoint
ALTER TABLE "slack_held" ADD COLUMN "why" text;--> statement-breakpoint
ALTER TABLE "slack_said" ADD COLUMN "change_watched" text;--> statement-breakpoint
ALTER TABLE "slack_said" ADD COLUMN "changed_from" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "slack_thread" ADD COLUMN "outside_seq" bigint;--> statement-breakpoint
ALTER TABLE "slack_thread" ADD COLUMN "cleared_seq" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "slack_said_due" ON "slack_said" USING btree ("due_at") WHERE watched is not null or change_watched is not null;--> statement-breakpoint
UPDATE "slack_said" SET "change_watched" = "watched", "changed_from" = "watched_from", "watched" = NULL WHERE "watched" IN ('edit', 'delete');--> statement-breakpoint
UPDATE "slack_held" SET "why" = 'mentions' WHERE "is_own";--> statement-breakpoint
INSERT INTO "slack_heard" ("channel", "ts", "edited_ts", "is_original", "is_inside") SELECT "channel", "ts", coalesce("edited_ts", ''), true, false FROM "slack_said" ON CONFLICT DO NOTHING;--> statement-breakpoint
INSERT INTO "slack_heard" ("channel", "ts", "edited_ts", "is_original", "is_inside", "deleted_at") SELECT "channel", "ts", '', true, false, CASE WHEN "decision" = 'deleted' THEN "decided_at" END FROM "slack_held" ON CONFLICT DO NOTHING;--> statement-breakpoint
INSERT INTO "slack_thread_former" ("channel", "root_ts", "thread_id") SELECT DISTINCT ON (s."channel", s."thread_ts") s."channel", s."thread_ts", t."id" FROM "slack_said" s JOIN "slack_thread" t ON t."conversation_id" = s."conversation_id" AND t."ended_at" IS NULL WHERE NOT EXISTS (SELECT 1 FROM "slack_thread" r WHERE r."channel" = s."channel" AND r."root_ts" = s."thread_ts") ORDER BY s."channel", s."thread_ts" ON CONFLICT DO NOTHING;--> statement-breakpoint
UPDATE "slack_thread" t SET "cleared_seq" = w."last_seq" FROM "conversation" c JOIN "window" w ON w."id" = c."window_id" WHERE c."id" = t."conversation_id";

CREATE TABLE "slack_said" (
	"channel" text NOT NULL,
	"ts" text NOT NULL,
	"thread_ts" text NOT NULL,
	"conversation_id" uuid NOT NULL,
	"window_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"audience" text NOT NULL,
	"specialist_id" uuid NOT NULL,
	"slack_user" text NOT NULL,
	"edited_ts" text,
	"watched" text,
	"watched_from" timestamp (3) with time zone,
	"due_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "slack_said_channel_ts_pk" PRIMARY KEY("channel","ts")
);
--> statement-breakpoint
CREATE INDEX "slack_said_watched" ON "slack_said" USING btree ("due_at") WHERE watched is not null;
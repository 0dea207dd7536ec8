CREATE TABLE "file_fetch" (
	"attachment_id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"window_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"remote" text NOT NULL,
	"attempts" integer NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pointed_group" (
	"account_id" uuid NOT NULL,
	"chat" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "pointed_group_account_id_chat_pk" PRIMARY KEY("account_id","chat")
);
--> statement-breakpoint
CREATE TABLE "contact_join" (
	"id" uuid PRIMARY KEY NOT NULL,
	"from_contact_id" uuid NOT NULL,
	"into_contact_id" uuid NOT NULL,
	"proof" text NOT NULL,
	"moved" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"undone_at" timestamp (3) with time zone,
	"undone_by" uuid
);
--> statement-breakpoint
CREATE TABLE "conversation_rating" (
	"conversation_id" uuid PRIMARY KEY NOT NULL,
	"score" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "slack_held" (
	"id" uuid PRIMARY KEY NOT NULL,
	"conversation_id" uuid NOT NULL,
	"thread_id" uuid NOT NULL,
	"specialist_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"ts" text NOT NULL,
	"content" jsonb NOT NULL,
	"is_own" boolean NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"decided_at" timestamp (3) with time zone,
	"decision" text
);
--> statement-breakpoint
CREATE TABLE "slack_thread" (
	"id" uuid PRIMARY KEY NOT NULL,
	"conversation_id" uuid NOT NULL,
	"department_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"root_ts" text,
	"wanted" integer NOT NULL,
	"posted" integer NOT NULL,
	"posted_hash" text,
	"mentioned_id" uuid,
	"attempts" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "schedule" (
	"hash" text PRIMARY KEY NOT NULL,
	"data" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "violation_word" (
	"id" uuid PRIMARY KEY NOT NULL,
	"turn_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"kind" text NOT NULL,
	"by" uuid NOT NULL,
	"text" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "identity" ADD COLUMN "unreachable_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "identity" ADD COLUMN "unreachable_reason" text;--> statement-breakpoint
ALTER TABLE "contact" ADD COLUMN "rating_asked_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "invite" ADD COLUMN "purpose" text DEFAULT 'invite' NOT NULL;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "audience" text DEFAULT 'client' NOT NULL;--> statement-breakpoint
ALTER TABLE "turn" ADD COLUMN "closed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "turn" ADD COLUMN "closed_reason" text;--> statement-breakpoint
ALTER TABLE "turn_hold" ADD COLUMN "kind" text DEFAULT 'first' NOT NULL;--> statement-breakpoint
ALTER TABLE "turn_hold" ADD COLUMN "schedule" text;--> statement-breakpoint
ALTER TABLE "turn_hold" ADD COLUMN "moved_ms" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "conversation" ADD COLUMN "stand_in_id" uuid;--> statement-breakpoint
ALTER TABLE "conversation" ADD COLUMN "due_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "conversation" ADD COLUMN "joined_into" uuid;--> statement-breakpoint
ALTER TABLE "message" ADD COLUMN "reactions" jsonb;--> statement-breakpoint
CREATE INDEX "file_fetch_due" ON "file_fetch" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "contact_join_into" ON "contact_join" USING btree ("into_contact_id");--> statement-breakpoint
CREATE UNIQUE INDEX "slack_held_message" ON "slack_held" USING btree ("channel","ts");--> statement-breakpoint
CREATE UNIQUE INDEX "slack_thread_current" ON "slack_thread" USING btree ("conversation_id") WHERE ended_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "slack_thread_root" ON "slack_thread" USING btree ("channel","root_ts");--> statement-breakpoint
CREATE INDEX "slack_thread_due" ON "slack_thread" USING btree ("due_at") WHERE wanted > posted;--> statement-breakpoint
CREATE UNIQUE INDEX "violation_word_once" ON "violation_word" USING btree ("turn_id","n","kind");--> statement-breakpoint
CREATE INDEX "external_ref_message" ON "external_ref" USING btree ("window_id","seq");--> statement-breakpoint
CREATE INDEX "turn_hold_lapsed" ON "turn_hold" USING btree ("specialist_id","lapsed_at") WHERE lapsed_at is not null;
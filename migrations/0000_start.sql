CREATE TABLE "assignment" (
	"id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"department_id" uuid NOT NULL,
	"specialist_id" uuid,
	"rule" text NOT NULL,
	"reason" text NOT NULL,
	"policy_version" integer NOT NULL,
	"snapshot_id" uuid NOT NULL,
	"explanation" jsonb NOT NULL,
	CONSTRAINT "assignment_conversation_id_n_pk" PRIMARY KEY("conversation_id","n")
);
--> statement-breakpoint
CREATE TABLE "attachment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"window_id" uuid,
	"seq" bigint,
	"name" text,
	"media_type" text NOT NULL,
	"size" bigint NOT NULL,
	"sha256" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "attachment_chunk" (
	"attachment_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "attachment_chunk_attachment_id_n_pk" PRIMARY KEY("attachment_id","n")
);
--> statement-breakpoint
CREATE TABLE "channel_account" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"external_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "client" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"size" text NOT NULL,
	"stage" text NOT NULL,
	"product_line" text,
	"external_id" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "client_external_id_unique" UNIQUE("external_id")
);
--> statement-breakpoint
CREATE TABLE "contact" (
	"id" uuid PRIMARY KEY NOT NULL,
	"window_id" uuid NOT NULL,
	"name" text,
	"language" text NOT NULL,
	"email" text,
	"phone" text,
	"site_id" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"erased_at" timestamp (3) with time zone,
	CONSTRAINT "contact_site_id_unique" UNIQUE("site_id")
);
--> statement-breakpoint
CREATE TABLE "contact_client" (
	"id" uuid PRIMARY KEY NOT NULL,
	"contact_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"role" text,
	"from" timestamp (3) with time zone NOT NULL,
	"until" timestamp (3) with time zone,
	"reason" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "conversation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"window_id" uuid NOT NULL,
	"contact_id" uuid NOT NULL,
	"client_id" uuid,
	"department_id" uuid NOT NULL,
	"specialist_id" uuid,
	"status" text NOT NULL,
	"topic" text NOT NULL,
	"flow" text NOT NULL,
	"flow_version" integer NOT NULL,
	"tree_hash" text NOT NULL,
	"state" jsonb NOT NULL,
	"version" integer NOT NULL,
	"events" integer NOT NULL,
	"case_units" integer NOT NULL,
	"channel" text NOT NULL,
	"target" text NOT NULL,
	"turns" integer NOT NULL,
	"open_turn_id" uuid,
	"open_holds" integer NOT NULL,
	"tell_seq" bigint,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"waiting_since" timestamp (3) with time zone,
	"last_message_at" timestamp (3) with time zone NOT NULL,
	"preview" text NOT NULL,
	"resolved_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "conversation_event" (
	"conversation_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"type" text NOT NULL,
	"data" jsonb NOT NULL,
	CONSTRAINT "conversation_event_conversation_id_n_pk" PRIMARY KEY("conversation_id","n")
);
--> statement-breakpoint
CREATE TABLE "department" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"name" jsonb NOT NULL,
	"time_zone" text NOT NULL,
	"head_id" uuid,
	CONSTRAINT "department_key_unique" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "desk_session" (
	"id" uuid PRIMARY KEY NOT NULL,
	"specialist_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "external_ref" (
	"account_id" uuid NOT NULL,
	"chat" text NOT NULL,
	"external_id" text NOT NULL,
	"window_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	CONSTRAINT "external_ref_account_id_chat_external_id_pk" PRIMARY KEY("account_id","chat","external_id")
);
--> statement-breakpoint
CREATE TABLE "gate" (
	"scope" text PRIMARY KEY NOT NULL,
	"until" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "heartbeat" (
	"name" text PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "identity" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"external_id" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "identity_link" (
	"id" uuid PRIMARY KEY NOT NULL,
	"identity_id" uuid NOT NULL,
	"contact_id" uuid NOT NULL,
	"from" timestamp (3) with time zone NOT NULL,
	"until" timestamp (3) with time zone,
	"proof" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "inbound_key" (
	"account_id" uuid NOT NULL,
	"external_id" text NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "inbound_key_account_id_external_id_pk" PRIMARY KEY("account_id","external_id")
);
--> statement-breakpoint
CREATE TABLE "lease" (
	"name" text PRIMARY KEY NOT NULL,
	"holder" uuid NOT NULL,
	"until" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "message" (
	"window_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"author" text NOT NULL,
	"author_id" uuid,
	"audience" text NOT NULL,
	"body" jsonb,
	"client_key" text,
	"changed" bigint NOT NULL,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"edited_at" timestamp (3) with time zone,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "message_window_id_seq_pk" PRIMARY KEY("window_id","seq"),
	CONSTRAINT "message_audience" CHECK (audience in ('client', 'internal'))
);
--> statement-breakpoint
CREATE TABLE "metric_event" (
	"conversation_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"metric" text NOT NULL,
	"department_id" uuid NOT NULL,
	"specialist_id" uuid,
	"channel" text NOT NULL,
	"data" jsonb,
	CONSTRAINT "metric_event_conversation_id_n_metric_pk" PRIMARY KEY("conversation_id","n","metric")
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"window_id" uuid NOT NULL,
	"target" text NOT NULL,
	"n" bigint NOT NULL,
	"verb" text NOT NULL,
	"seq" bigint NOT NULL,
	"depends_on" bigint,
	"urgent" boolean NOT NULL,
	"status" text NOT NULL,
	"attempts" integer NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"leased_by" uuid,
	"leased_until" timestamp (3) with time zone,
	"done_at" timestamp (3) with time zone,
	"reason" text,
	CONSTRAINT "outbox_window_id_target_n_pk" PRIMARY KEY("window_id","target","n")
);
--> statement-breakpoint
CREATE TABLE "ownership" (
	"id" uuid PRIMARY KEY NOT NULL,
	"client_id" uuid NOT NULL,
	"department_id" uuid NOT NULL,
	"specialist_id" uuid NOT NULL,
	"from" timestamp (3) with time zone NOT NULL,
	"until" timestamp (3) with time zone,
	"reason" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "policy" (
	"version" integer PRIMARY KEY NOT NULL,
	"data" jsonb NOT NULL,
	"activated_at" timestamp (3) with time zone NOT NULL,
	"activated_by" uuid
);
--> statement-breakpoint
CREATE TABLE "question_tree" (
	"hash" text PRIMARY KEY NOT NULL,
	"data" jsonb NOT NULL,
	"published_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "roster_snapshot" (
	"id" uuid PRIMARY KEY NOT NULL,
	"department_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"policy_version" integer NOT NULL,
	"candidates" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_in_link" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"specialist_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "specialist" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"department_id" uuid,
	"languages" jsonb NOT NULL,
	"capacity" integer NOT NULL,
	"serves" boolean NOT NULL,
	"availability" text NOT NULL,
	"away_until" timestamp (3) with time zone,
	"deputy_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"left_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "specialist_load" (
	"specialist_id" uuid NOT NULL,
	"department_id" uuid NOT NULL,
	"portfolio_units" integer NOT NULL,
	"case_units" integer NOT NULL,
	"policy_version" integer NOT NULL,
	CONSTRAINT "specialist_load_specialist_id_department_id_pk" PRIMARY KEY("specialist_id","department_id"),
	CONSTRAINT "specialist_load_not_negative" CHECK (portfolio_units >= 0 and case_units >= 0)
);
--> statement-breakpoint
CREATE TABLE "timer" (
	"conversation_id" uuid NOT NULL,
	"key" text NOT NULL,
	"generation" integer NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"raised" jsonb NOT NULL,
	CONSTRAINT "timer_conversation_id_key_pk" PRIMARY KEY("conversation_id","key")
);
--> statement-breakpoint
CREATE TABLE "turn" (
	"id" uuid PRIMARY KEY NOT NULL,
	"conversation_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"opened_seq" bigint NOT NULL,
	"answered_at" timestamp (3) with time zone,
	"answered_seq" bigint,
	"answered_by" uuid,
	"delivered_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "turn_hold" (
	"turn_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"specialist_id" uuid NOT NULL,
	"department_id" uuid NOT NULL,
	"from" timestamp (3) with time zone NOT NULL,
	"due" timestamp (3) with time zone NOT NULL,
	"lapsed_at" timestamp (3) with time zone,
	"until" timestamp (3) with time zone,
	"reason" text NOT NULL,
	"ended" text,
	"policy_version" integer NOT NULL,
	CONSTRAINT "turn_hold_turn_id_n_pk" PRIMARY KEY("turn_id","n")
);
--> statement-breakpoint
CREATE TABLE "window" (
	"id" uuid PRIMARY KEY NOT NULL,
	"contact_id" uuid NOT NULL,
	"last_seq" bigint NOT NULL,
	"last_change" bigint NOT NULL,
	"seen_seq" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "attachment_chunk" ADD CONSTRAINT "attachment_chunk_attachment_id_attachment_id_fk" FOREIGN KEY ("attachment_id") REFERENCES "public"."attachment"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "specialist" ADD CONSTRAINT "specialist_department_id_department_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "channel_account_external" ON "channel_account" USING btree ("kind","external_id");--> statement-breakpoint
CREATE UNIQUE INDEX "contact_client_current" ON "contact_client" USING btree ("contact_id") WHERE until is null;--> statement-breakpoint
CREATE INDEX "contact_client_client" ON "contact_client" USING btree ("client_id");--> statement-breakpoint
CREATE INDEX "conversation_window" ON "conversation" USING btree ("window_id") WHERE status <> 'closed';--> statement-breakpoint
CREATE INDEX "conversation_contact" ON "conversation" USING btree ("contact_id","opened_at");--> statement-breakpoint
CREATE INDEX "conversation_specialist" ON "conversation" USING btree ("specialist_id") WHERE status <> 'closed';--> statement-breakpoint
CREATE INDEX "conversation_queue" ON "conversation" USING btree ("department_id","waiting_since") WHERE status = 'queued';--> statement-breakpoint
CREATE INDEX "conversation_recent" ON "conversation" USING btree ("department_id","opened_at");--> statement-breakpoint
CREATE INDEX "desk_session_specialist" ON "desk_session" USING btree ("specialist_id");--> statement-breakpoint
CREATE UNIQUE INDEX "identity_address" ON "identity" USING btree ("account_id","external_id");--> statement-breakpoint
CREATE UNIQUE INDEX "identity_link_current" ON "identity_link" USING btree ("identity_id") WHERE until is null;--> statement-breakpoint
CREATE INDEX "identity_link_contact" ON "identity_link" USING btree ("contact_id");--> statement-breakpoint
CREATE INDEX "metric_event_at" ON "metric_event" USING btree ("at");--> statement-breakpoint
CREATE INDEX "outbox_due" ON "outbox" USING btree ("due_at") WHERE status in ('waiting', 'leased');--> statement-breakpoint
CREATE INDEX "outbox_lane" ON "outbox" USING btree ("window_id","target","n") WHERE status in ('waiting', 'leased');--> statement-breakpoint
CREATE UNIQUE INDEX "ownership_current" ON "ownership" USING btree ("client_id","department_id") WHERE until is null;--> statement-breakpoint
CREATE INDEX "ownership_specialist" ON "ownership" USING btree ("specialist_id") WHERE until is null;--> statement-breakpoint
CREATE UNIQUE INDEX "specialist_email" ON "specialist" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "specialist_load_department" ON "specialist_load" USING btree ("department_id");--> statement-breakpoint
CREATE INDEX "timer_due" ON "timer" USING btree ("due_at");--> statement-breakpoint
CREATE UNIQUE INDEX "turn_conversation" ON "turn" USING btree ("conversation_id","n");
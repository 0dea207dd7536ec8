CREATE TABLE "consent" (
	"contact_id" uuid NOT NULL,
	"version" text NOT NULL,
	"language" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "consent_contact_id_version_pk" PRIMARY KEY("contact_id","version")
);
--> statement-breakpoint
CREATE TABLE "contact_detail" (
	"id" uuid PRIMARY KEY NOT NULL,
	"contact_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"value" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "invite" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"contact_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "task" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"contact_id" uuid,
	"client_id" uuid,
	"conversation_id" uuid,
	"department_id" uuid NOT NULL,
	"specialist_id" uuid,
	"text" text NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" uuid,
	"done_at" timestamp (3) with time zone,
	"done_by" uuid,
	"outcome" text
);
--> statement-breakpoint
CREATE TABLE "absence" (
	"id" uuid PRIMARY KEY NOT NULL,
	"specialist_id" uuid NOT NULL,
	"from" timestamp (3) with time zone NOT NULL,
	"until" timestamp (3) with time zone NOT NULL,
	"reason" text NOT NULL,
	"deputy_id" uuid,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"cancelled_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" uuid,
	"action" text NOT NULL,
	"object_kind" text NOT NULL,
	"object_id" text NOT NULL,
	"data" jsonb
);
--> statement-breakpoint
CREATE TABLE "snippet" (
	"id" uuid PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"body" jsonb NOT NULL,
	"department_id" uuid,
	"created_by" uuid NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"deleted_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "api_key" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"secret_hash" text NOT NULL,
	"scopes" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" uuid,
	"last_used_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "api_key_secret_hash_unique" UNIQUE("secret_hash")
);
--> statement-breakpoint
CREATE TABLE "idempotency" (
	"api_key_id" uuid NOT NULL,
	"key" text NOT NULL,
	"request_hash" text NOT NULL,
	"status" integer,
	"response" jsonb,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "idempotency_api_key_id_key_pk" PRIMARY KEY("api_key_id","key")
);
--> statement-breakpoint
CREATE TABLE "message_search" (
	"window_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"conversation_id" uuid NOT NULL,
	"words" "tsvector" NOT NULL,
	CONSTRAINT "message_search_window_id_seq_pk" PRIMARY KEY("window_id","seq")
);
--> statement-breakpoint
ALTER TABLE "contact" ADD COLUMN "telegram_id" text;--> statement-breakpoint
ALTER TABLE "department" ADD COLUMN "hours" jsonb;--> statement-breakpoint
ALTER TABLE "department" ADD COLUMN "holidays" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "department" ADD COLUMN "slack_channel" text;--> statement-breakpoint
ALTER TABLE "specialist" ADD COLUMN "hours" jsonb;--> statement-breakpoint
ALTER TABLE "specialist" ADD COLUMN "slack_user" text;--> statement-breakpoint
CREATE INDEX "contact_detail_contact" ON "contact_detail" USING btree ("contact_id");--> statement-breakpoint
CREATE INDEX "invite_contact" ON "invite" USING btree ("contact_id");--> statement-breakpoint
CREATE INDEX "task_open" ON "task" USING btree ("specialist_id","due_at") WHERE done_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "task_once" ON "task" USING btree ("kind","conversation_id") WHERE done_at is null and conversation_id is not null;--> statement-breakpoint
CREATE INDEX "absence_specialist" ON "absence" USING btree ("specialist_id","until");--> statement-breakpoint
CREATE INDEX "audit_at" ON "audit" USING btree ("at");--> statement-breakpoint
CREATE INDEX "audit_object" ON "audit" USING btree ("object_kind","object_id");--> statement-breakpoint
CREATE INDEX "message_search_words" ON "message_search" USING gin ("words");--> statement-breakpoint
ALTER TABLE "contact" ADD CONSTRAINT "contact_telegram_id_unique" UNIQUE("telegram_id");
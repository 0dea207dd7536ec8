CREATE TABLE "late_payment" (
	"schedule_id" uuid NOT NULL,
	"due" date NOT NULL,
	"task_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "late_payment_schedule_id_due_pk" PRIMARY KEY("schedule_id","due")
);
--> statement-breakpoint
CREATE TABLE "payment_schedule" (
	"id" uuid PRIMARY KEY NOT NULL,
	"external_id" text,
	"hash" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"by_kind" text NOT NULL,
	"by_id" uuid,
	"client_id" uuid NOT NULL,
	"product_line" text NOT NULL,
	"kind" text,
	"recurrence" jsonb NOT NULL,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"from" date NOT NULL,
	"until" date,
	"replaces_id" uuid,
	CONSTRAINT "payment_schedule_external_id_unique" UNIQUE("external_id")
);
--> statement-breakpoint
CREATE TABLE "slack_question" (
	"task_id" uuid PRIMARY KEY NOT NULL,
	"channel" text NOT NULL,
	"ts" text,
	"posted_at" timestamp (3) with time zone NOT NULL,
	"answered_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "conversation" ADD COLUMN "topic_key" text;--> statement-breakpoint
ALTER TABLE "conversation" ADD COLUMN "chosen_seq" bigint;--> statement-breakpoint
CREATE INDEX "late_payment_task" ON "late_payment" USING btree ("task_id");--> statement-breakpoint
CREATE INDEX "payment_schedule_client" ON "payment_schedule" USING btree ("client_id","at");
CREATE TABLE "engagement" (
	"id" uuid PRIMARY KEY NOT NULL,
	"specialist_id" uuid NOT NULL,
	"what" text NOT NULL,
	"task_id" uuid,
	"call_key" text,
	"from" timestamp (3) with time zone NOT NULL,
	"until" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "phone_call" (
	"key" text PRIMARY KEY NOT NULL,
	"specialist_id" uuid NOT NULL,
	"seen_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
DROP INDEX "task_once";--> statement-breakpoint
ALTER TABLE "task" ADD COLUMN "starts_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "task" ADD COLUMN "ends_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "task" ADD COLUMN "result" text;--> statement-breakpoint
CREATE INDEX "engagement_specialist" ON "engagement" USING btree ("specialist_id","until");--> statement-breakpoint
CREATE INDEX "engagement_task" ON "engagement" USING btree ("task_id");--> statement-breakpoint
CREATE INDEX "engagement_call" ON "engagement" USING btree ("call_key");--> statement-breakpoint
CREATE INDEX "task_client" ON "task" USING btree ("client_id","kind");--> statement-breakpoint
CREATE UNIQUE INDEX "task_once" ON "task" USING btree ("kind","conversation_id") WHERE done_at is null and conversation_id is not null and (kind <> 'meeting' or created_by is null);
CREATE TABLE "introduction" (
	"id" uuid PRIMARY KEY NOT NULL,
	"client_id" uuid NOT NULL,
	"department_id" uuid NOT NULL,
	"from_id" uuid,
	"to_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"done_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "leaving" ADD COLUMN "absences" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "leaving" ADD COLUMN "asks_head" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "introduction_due" ON "introduction" USING btree ("due_at") WHERE done_at is null;--> statement-breakpoint
CREATE INDEX "introduction_client" ON "introduction" USING btree ("client_id");
CREATE TABLE "slack_summary" (
	"id" uuid PRIMARY KEY NOT NULL,
	"specialist_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"day" date NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"settled_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "summary_wish" (
	"specialist_id" uuid PRIMARY KEY NOT NULL,
	"daily" boolean NOT NULL,
	"weekly" boolean NOT NULL,
	"hour" integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX "slack_summary_once" ON "slack_summary" USING btree ("specialist_id","kind","day");--> statement-breakpoint
CREATE INDEX "slack_summary_due" ON "slack_summary" USING btree ("due_at") WHERE settled_at is null;
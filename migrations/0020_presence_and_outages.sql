CREATE TABLE "presence" (
	"id" uuid PRIMARY KEY NOT NULL,
	"specialist_id" uuid NOT NULL,
	"sign" text NOT NULL,
	"session_id" uuid,
	"said_by" uuid,
	"from" timestamp (3) with time zone NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL,
	"until" timestamp (3) with time zone,
	"ended" text
);
--> statement-breakpoint
CREATE TABLE "outage" (
	"id" uuid PRIMARY KEY NOT NULL,
	"what" text NOT NULL,
	"from" timestamp (3) with time zone NOT NULL,
	"until" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "conversation" ADD COLUMN "over_portfolio_by" uuid;--> statement-breakpoint
CREATE INDEX "presence_specialist" ON "presence" USING btree ("specialist_id","until");--> statement-breakpoint
CREATE UNIQUE INDEX "outage_open" ON "outage" USING btree ("what") WHERE until is null;--> statement-breakpoint
CREATE INDEX "outage_until" ON "outage" USING btree ("until");
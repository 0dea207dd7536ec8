CREATE TABLE "channel_outage" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"what" text NOT NULL,
	"code" text NOT NULL,
	"from" timestamp (3) with time zone NOT NULL,
	"until" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "slack_thread" ADD COLUMN "carried_to" bigint;--> statement-breakpoint
CREATE UNIQUE INDEX "channel_outage_open" ON "channel_outage" USING btree ("account_id","what") WHERE until is null;--> statement-breakpoint
CREATE INDEX "channel_outage_until" ON "channel_outage" USING btree ("account_id","until");
CREATE TABLE "slack_proposal" (
	"id" uuid PRIMARY KEY NOT NULL,
	"proposal_id" uuid NOT NULL,
	"specialist_id" uuid NOT NULL,
	"channel" text,
	"ts" text,
	"wanted" integer NOT NULL,
	"posted" integer NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"claimed_until" timestamp (3) with time zone,
	"claimed_by" uuid,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "slack_proposal_asked" ON "slack_proposal" USING btree ("proposal_id","specialist_id") WHERE wanted = 1;--> statement-breakpoint
CREATE INDEX "slack_proposal_due" ON "slack_proposal" USING btree ("due_at") WHERE wanted > posted;--> statement-breakpoint
CREATE INDEX "slack_proposal_open" ON "slack_proposal" USING btree ("proposal_id") WHERE wanted < 3;--> statement-breakpoint
CREATE INDEX "proposal_open" ON "proposal" USING btree ("department_id") WHERE status in ('asked', 'raised');
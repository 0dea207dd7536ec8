CREATE TABLE "client_decision" (
	"client_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"outcome" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	"times" integer NOT NULL,
	"department_id" uuid,
	"policy_version" integer NOT NULL,
	"snapshot_id" uuid,
	"basis" jsonb NOT NULL,
	CONSTRAINT "client_decision_client_id_id_pk" PRIMARY KEY("client_id","id")
);
--> statement-breakpoint
CREATE TABLE "failed_search" (
	"conversation_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"outcome" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	"times" integer NOT NULL,
	"department_id" uuid NOT NULL,
	"rule" text NOT NULL,
	"reason" text NOT NULL,
	"policy_version" integer NOT NULL,
	"snapshot_id" uuid NOT NULL,
	"explanation" jsonb NOT NULL,
	"basis" jsonb NOT NULL,
	CONSTRAINT "failed_search_conversation_id_n_outcome_pk" PRIMARY KEY("conversation_id","n","outcome")
);
--> statement-breakpoint
CREATE TABLE "client_size" (
	"client_id" uuid NOT NULL,
	"from" timestamp (3) with time zone NOT NULL,
	"size" text NOT NULL,
	CONSTRAINT "client_size_client_id_from_pk" PRIMARY KEY("client_id","from")
);
--> statement-breakpoint
CREATE TABLE "department_hours" (
	"department_id" uuid NOT NULL,
	"from" timestamp (3) with time zone NOT NULL,
	"time_zone" text NOT NULL,
	"hours" jsonb,
	"holidays" jsonb NOT NULL,
	CONSTRAINT "department_hours_department_id_from_pk" PRIMARY KEY("department_id","from")
);
--> statement-breakpoint
CREATE TABLE "specialist_terms" (
	"specialist_id" uuid NOT NULL,
	"from" timestamp (3) with time zone NOT NULL,
	"role" text NOT NULL,
	"department_id" uuid,
	"capacity" integer NOT NULL,
	"serves" boolean NOT NULL,
	"trained" boolean NOT NULL,
	"languages" jsonb NOT NULL,
	"deputy_id" uuid,
	"hours" jsonb,
	"left_at" timestamp (3) with time zone,
	CONSTRAINT "specialist_terms_specialist_id_from_pk" PRIMARY KEY("specialist_id","from")
);
--> statement-breakpoint
CREATE TABLE "owner_change" (
	"id" uuid PRIMARY KEY NOT NULL,
	"client_id" uuid NOT NULL,
	"department_id" uuid NOT NULL,
	"from_id" uuid,
	"to_id" uuid NOT NULL,
	"instead_id" uuid,
	"instead_of" uuid,
	"proposal_id" uuid,
	"reason" text NOT NULL,
	"by_kind" text NOT NULL,
	"by_id" uuid,
	"at" timestamp (3) with time zone NOT NULL,
	"undone_at" timestamp (3) with time zone,
	"undone_by" uuid
);
--> statement-breakpoint
CREATE TABLE "proposal" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"conversation_id" uuid,
	"client_id" uuid,
	"department_id" uuid NOT NULL,
	"specialist_id" uuid NOT NULL,
	"instead_id" uuid,
	"reason" text NOT NULL,
	"by_kind" text NOT NULL,
	"by_id" uuid,
	"at" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"status" text NOT NULL,
	"raised_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "proposal_word" (
	"id" uuid PRIMARY KEY NOT NULL,
	"proposal_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"by" uuid,
	"reason" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
DROP INDEX "contact_client_current";--> statement-breakpoint
ALTER TABLE "assignment" ADD COLUMN "basis" jsonb;--> statement-breakpoint
ALTER TABLE "invite" ADD COLUMN "client_id" uuid;--> statement-breakpoint
ALTER TABLE "outreach" ADD COLUMN "closer_id" uuid;--> statement-breakpoint
ALTER TABLE "outreach" ADD COLUMN "person" text;--> statement-breakpoint
ALTER TABLE "outreach" ADD COLUMN "organisation" text;--> statement-breakpoint
ALTER TABLE "outreach" ADD COLUMN "organisation_key" text;--> statement-breakpoint
ALTER TABLE "outreach" ADD COLUMN "phone" text;--> statement-breakpoint
ALTER TABLE "outreach" ADD COLUMN "email" text;--> statement-breakpoint
ALTER TABLE "outreach" ADD COLUMN "telegram" text;--> statement-breakpoint
ALTER TABLE "outreach" ADD COLUMN "note" text;--> statement-breakpoint
ALTER TABLE "outreach" ADD COLUMN "corrects_id" uuid;--> statement-breakpoint
ALTER TABLE "outreach" ADD COLUMN "withdrawn" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "outreach" ADD COLUMN "conversation_id" uuid;--> statement-breakpoint
ALTER TABLE "outreach" ADD COLUMN "came_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "turn_hold" ADD COLUMN "back_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "turn_hold" ADD COLUMN "moved" jsonb;--> statement-breakpoint
ALTER TABLE "turn_hold" ADD COLUMN "basis" jsonb;--> statement-breakpoint
ALTER TABLE "conversation" ADD COLUMN "place_department_id" uuid;--> statement-breakpoint
ALTER TABLE "conversation" ADD COLUMN "proposed" jsonb;--> statement-breakpoint
ALTER TABLE "window" ADD COLUMN "chosen_client_id" uuid;--> statement-breakpoint
CREATE INDEX "client_decision_snapshot" ON "client_decision" USING btree ("snapshot_id");--> statement-breakpoint
CREATE INDEX "failed_search_snapshot" ON "failed_search" USING btree ("snapshot_id");--> statement-breakpoint
CREATE INDEX "owner_change_client" ON "owner_change" USING btree ("client_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "proposal_conversation" ON "proposal" USING btree ("conversation_id") WHERE status in ('asked', 'raised') and conversation_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "proposal_client" ON "proposal" USING btree ("client_id","department_id") WHERE status in ('asked', 'raised') and kind = 'owner';--> statement-breakpoint
CREATE INDEX "proposal_due" ON "proposal" USING btree ("due_at") WHERE status = 'asked';--> statement-breakpoint
CREATE INDEX "proposal_department" ON "proposal" USING btree ("department_id","at");--> statement-breakpoint
CREATE INDEX "proposal_word_proposal" ON "proposal_word" USING btree ("proposal_id","at");--> statement-breakpoint
CREATE INDEX "assignment_snapshot" ON "assignment" USING btree ("snapshot_id");--> statement-breakpoint
CREATE INDEX "contact_client_contact" ON "contact_client" USING btree ("contact_id");--> statement-breakpoint
CREATE INDEX "outreach_specialist" ON "outreach" USING btree ("specialist_id","at");--> statement-breakpoint
CREATE INDEX "outreach_phone" ON "outreach" USING btree ("phone") WHERE phone is not null;--> statement-breakpoint
CREATE INDEX "outreach_email" ON "outreach" USING btree ("email") WHERE email is not null;--> statement-breakpoint
CREATE INDEX "outreach_telegram" ON "outreach" USING btree ("telegram") WHERE telegram is not null;--> statement-breakpoint
CREATE INDEX "outreach_organisation" ON "outreach" USING btree ("organisation_key") WHERE organisation_key is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "contact_client_current" ON "contact_client" USING btree ("contact_id","client_id") WHERE until is null;--> statement-breakpoint
ALTER TABLE "outreach" ADD CONSTRAINT "outreach_corrects" UNIQUE("corrects_id");--> statement-breakpoint
INSERT INTO "client_size" ("client_id", "from", "size") SELECT "id", date_trunc('milliseconds', now()), "size" FROM "client";--> statement-breakpoint
INSERT INTO "specialist_terms" ("specialist_id", "from", "role", "department_id", "capacity", "serves", "trained", "languages", "deputy_id", "hours", "left_at") SELECT "id", date_trunc('milliseconds', now()), "role", "department_id", "capacity", "serves", "trained", "languages", "deputy_id", "hours", "left_at" FROM "specialist";--> statement-breakpoint
INSERT INTO "department_hours" ("department_id", "from", "time_zone", "hours", "holidays") SELECT "id", date_trunc('milliseconds', now()), "time_zone", "hours", "holidays" FROM "department";

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
ALTER TABLE "turn_hold" ADD COLUMN "back_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "conversation" ADD COLUMN "proposed" jsonb;--> statement-breakpoint
CREATE INDEX "owner_change_client" ON "owner_change" USING btree ("client_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "proposal_conversation" ON "proposal" USING btree ("conversation_id") WHERE status in ('asked', 'raised') and conversation_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "proposal_client" ON "proposal" USING btree ("client_id","department_id") WHERE status in ('asked', 'raised') and kind = 'owner';--> statement-breakpoint
CREATE INDEX "proposal_due" ON "proposal" USING btree ("due_at") WHERE status = 'asked';--> statement-breakpoint
CREATE INDEX "proposal_department" ON "proposal" USING btree ("department_id","at");--> statement-breakpoint
CREATE INDEX "proposal_word_proposal" ON "proposal_word" USING btree ("proposal_id","at");
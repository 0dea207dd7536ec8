CREATE TABLE "deadline" (
	"id" uuid PRIMARY KEY NOT NULL,
	"about" uuid NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"due" timestamp (3) with time zone NOT NULL,
	"policy_version" integer NOT NULL,
	"basis" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "portfolio_move" ADD COLUMN "basis" jsonb;
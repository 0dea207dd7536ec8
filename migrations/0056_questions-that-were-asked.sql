CREATE TABLE "report_question" (
	"conversation_id" uuid NOT NULL,
	"n" smallint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"day" date NOT NULL,
	"tree_hash" text NOT NULL,
	"question" text NOT NULL,
	"answer" text,
	"outcome" text NOT NULL,
	"leaf" text,
	"is_served" boolean NOT NULL,
	"department_id" uuid NOT NULL,
	"specialist_id" uuid,
	"channel" text NOT NULL,
	"origin" text NOT NULL,
	CONSTRAINT "report_question_conversation_id_n_pk" PRIMARY KEY("conversation_id","n")
);
--> statement-breakpoint
CREATE INDEX "report_question_day" ON "report_question" USING btree ("day");--> statement-breakpoint
-- The log is read from its beginning again: questions are made with the facts.
DELETE FROM "report_fold";

CREATE TABLE "report_cell" (
	"cube" text NOT NULL,
	"start" date NOT NULL,
	"kind" text NOT NULL,
	"origin" text NOT NULL,
	"department" text NOT NULL,
	"specialist" text NOT NULL,
	"channel" text NOT NULL,
	"size" text NOT NULL,
	"topic" text NOT NULL,
	"rule" text NOT NULL,
	"weekday" text NOT NULL,
	"hour" text NOT NULL,
	"done" integer NOT NULL,
	"open" integer NOT NULL,
	"waived" integer NOT NULL,
	"unanswered" integer NOT NULL,
	"ok" integer NOT NULL,
	"working_sum" bigint NOT NULL,
	"calendar_sum" bigint NOT NULL,
	"value_sum" bigint NOT NULL,
	"working" text NOT NULL,
	"calendar" text NOT NULL,
	"values" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "report_conversation" (
	"conversation_id" uuid PRIMARY KEY NOT NULL,
	"events" integer NOT NULL,
	"folded_at" timestamp (3) with time zone NOT NULL,
	"is_awaited" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "report_fact" (
	"conversation_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"day" date NOT NULL,
	"hour" smallint NOT NULL,
	"until" timestamp (3) with time zone,
	"state" text NOT NULL,
	"ok" boolean,
	"working_seconds" integer,
	"calendar_seconds" integer,
	"value" integer,
	"department_id" uuid NOT NULL,
	"specialist_id" uuid,
	"client_id" uuid,
	"channel" text NOT NULL,
	"size" text,
	"topic" text,
	"rule" text,
	"origin" text NOT NULL,
	"turn" integer,
	"hold" integer,
	CONSTRAINT "report_fact_conversation_id_n_pk" PRIMARY KEY("conversation_id","n")
);
--> statement-breakpoint
CREATE TABLE "report_fold" (
	"id" integer PRIMARY KEY NOT NULL,
	"folded_until" timestamp (3) with time zone,
	"after" uuid,
	"began_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "report_span" (
	"grain" text NOT NULL,
	"start" date NOT NULL,
	"is_stale" boolean NOT NULL,
	CONSTRAINT "report_span_grain_start_pk" PRIMARY KEY("grain","start")
);
--> statement-breakpoint
CREATE INDEX "report_cell_start" ON "report_cell" USING btree ("cube","start");--> statement-breakpoint
CREATE INDEX "report_conversation_awaited" ON "report_conversation" USING btree ("conversation_id") WHERE is_awaited;--> statement-breakpoint
CREATE INDEX "report_fact_day" ON "report_fact" USING btree ("kind","day");--> statement-breakpoint
CREATE INDEX "conversation_rating_at" ON "conversation_rating" USING brin ("at");--> statement-breakpoint
CREATE INDEX "violation_word_at" ON "violation_word" USING brin ("at");--> statement-breakpoint
CREATE INDEX "conversation_event_at" ON "conversation_event" USING brin ("at");
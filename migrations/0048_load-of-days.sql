CREATE TABLE "report_load" (
	"day" date NOT NULL,
	"department_id" uuid NOT NULL,
	"specialist_id" uuid NOT NULL,
	"origin" text NOT NULL,
	"capacity" bigint NOT NULL,
	"cases" bigint NOT NULL,
	"new_cases" bigint NOT NULL,
	"portfolio" bigint NOT NULL,
	"clients" bigint NOT NULL,
	"gained" integer NOT NULL,
	"gained_new" integer NOT NULL,
	CONSTRAINT "report_load_day_department_id_specialist_id_origin_pk" PRIMARY KEY("day","department_id","specialist_id","origin")
);
--> statement-breakpoint
CREATE TABLE "report_queue" (
	"day" date NOT NULL,
	"department_id" uuid NOT NULL,
	"origin" text NOT NULL,
	"waited" bigint NOT NULL,
	"most" integer NOT NULL,
	CONSTRAINT "report_queue_day_department_id_origin_pk" PRIMARY KEY("day","department_id","origin")
);
--> statement-breakpoint
CREATE TABLE "report_stay" (
	"conversation_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"specialist_id" uuid,
	"department_id" uuid NOT NULL,
	"from" timestamp (3) with time zone NOT NULL,
	"until" timestamp (3) with time zone,
	"is_new" boolean NOT NULL,
	"origin" text NOT NULL,
	CONSTRAINT "report_stay_conversation_id_n_pk" PRIMARY KEY("conversation_id","n")
);
--> statement-breakpoint
CREATE INDEX "report_stay_time" ON "report_stay" USING gist (tstzrange("from", "until"));--> statement-breakpoint
CREATE INDEX "report_stay_specialist" ON "report_stay" USING btree ("specialist_id","from");--> statement-breakpoint
CREATE INDEX "client_event_lost" ON "client_event" USING btree ("client_id") WHERE data->>'key' = 'gone' or data->>'stage' = 'lost';--> statement-breakpoint
-- What conversations stayed where, and how long they waited in a queue, is made of the logs there are.
DELETE FROM "report_fold";

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
ALTER TABLE "assignment" ADD COLUMN "basis" jsonb;--> statement-breakpoint
ALTER TABLE "turn_hold" ADD COLUMN "moved" jsonb;--> statement-breakpoint
ALTER TABLE "turn_hold" ADD COLUMN "basis" jsonb;--> statement-breakpoint
CREATE INDEX "client_decision_snapshot" ON "client_decision" USING btree ("snapshot_id");--> statement-breakpoint
CREATE INDEX "failed_search_snapshot" ON "failed_search" USING btree ("snapshot_id");--> statement-breakpoint
CREATE INDEX "assignment_snapshot" ON "assignment" USING btree ("snapshot_id");--> statement-breakpoint
INSERT INTO "client_size" ("client_id", "from", "size") SELECT "id", date_trunc('milliseconds', now()), "size" FROM "client";--> statement-breakpoint
INSERT INTO "specialist_terms" ("specialist_id", "from", "role", "department_id", "capacity", "serves", "trained", "languages", "deputy_id", "hours", "left_at") SELECT "id", date_trunc('milliseconds', now()), "role", "department_id", "capacity", "serves", "trained", "languages", "deputy_id", "hours", "left_at" FROM "specialist";--> statement-breakpoint
INSERT INTO "department_hours" ("department_id", "from", "time_zone", "hours", "holidays") SELECT "id", date_trunc('milliseconds', now()), "time_zone", "hours", "holidays" FROM "department";

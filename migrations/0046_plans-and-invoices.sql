CREATE TABLE "expected_mark" (
	"id" uuid PRIMARY KEY NOT NULL,
	"schedule_id" uuid NOT NULL,
	"due" date NOT NULL,
	"invoice" text,
	"documents_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"by_kind" text NOT NULL,
	"by_id" uuid
);
--> statement-breakpoint
CREATE TABLE "plan" (
	"department_id" uuid NOT NULL,
	"period" text NOT NULL,
	"version" integer NOT NULL,
	"data" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"by_kind" text NOT NULL,
	"by_id" uuid,
	"note" text,
	CONSTRAINT "plan_department_id_period_version_pk" PRIMARY KEY("department_id","period","version")
);
--> statement-breakpoint
CREATE TABLE "plan_actual" (
	"id" uuid PRIMARY KEY NOT NULL,
	"department_id" uuid NOT NULL,
	"period" text NOT NULL,
	"key" text NOT NULL,
	"specialist_id" uuid,
	"value" double precision NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"by_kind" text NOT NULL,
	"by_id" uuid
);
--> statement-breakpoint
ALTER TABLE "payment" ADD COLUMN "invoice" text;--> statement-breakpoint
ALTER TABLE "payment_schedule" ADD COLUMN "invoice" text;--> statement-breakpoint
CREATE INDEX "expected_mark_payment" ON "expected_mark" USING btree ("schedule_id","due");--> statement-breakpoint
CREATE INDEX "plan_period" ON "plan" USING btree ("period");--> statement-breakpoint
CREATE INDEX "plan_actual_period" ON "plan_actual" USING btree ("department_id","period");--> statement-breakpoint
CREATE INDEX "deal_at" ON "deal" USING btree ("at");--> statement-breakpoint
CREATE INDEX "payment_at" ON "payment" USING btree ("at");
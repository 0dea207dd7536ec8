CREATE TABLE "client_raise" (
	"id" uuid PRIMARY KEY NOT NULL,
	"client_id" uuid NOT NULL,
	"department_id" uuid NOT NULL,
	"from" timestamp (3) with time zone NOT NULL,
	"until" timestamp (3) with time zone,
	"reason" text NOT NULL,
	"raised_by" uuid NOT NULL,
	"lower_reason" text,
	"lowered_by" uuid
);
--> statement-breakpoint
CREATE UNIQUE INDEX "client_raise_current" ON "client_raise" USING btree ("client_id","department_id") WHERE until is null;
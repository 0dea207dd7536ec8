CREATE TABLE "announcement" (
	"n" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "announcement_n_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"id" uuid NOT NULL,
	"type" text NOT NULL,
	"about" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"body" jsonb NOT NULL,
	"is_spread" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "announcement_delivery" (
	"id" uuid PRIMARY KEY NOT NULL,
	"endpoint_id" uuid NOT NULL,
	"n" bigint NOT NULL,
	"about" uuid NOT NULL,
	"status" text NOT NULL,
	"attempts" integer NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"leased_by" uuid,
	"leased_until" timestamp (3) with time zone,
	"first_at" timestamp (3) with time zone,
	"done_at" timestamp (3) with time zone,
	"tries" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"answer" text
);
--> statement-breakpoint
CREATE TABLE "endpoint" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"url" text NOT NULL,
	"types" jsonb NOT NULL,
	"status" text NOT NULL,
	"paused_for" text,
	"paused_at" timestamp (3) with time zone,
	"secret" text NOT NULL,
	"former_secret" text,
	"former_until" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"failing_since" timestamp (3) with time zone,
	"held_until" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE INDEX "announcement_new" ON "announcement" USING btree ("n") WHERE not is_spread;--> statement-breakpoint
CREATE UNIQUE INDEX "announcement_delivery_once" ON "announcement_delivery" USING btree ("endpoint_id","n");--> statement-breakpoint
CREATE INDEX "announcement_delivery_lane" ON "announcement_delivery" USING btree ("endpoint_id","about","n") WHERE status in ('waiting', 'leased');--> statement-breakpoint
CREATE INDEX "announcement_delivery_due" ON "announcement_delivery" USING btree ("due_at") WHERE status in ('waiting', 'leased');
CREATE TABLE "commission_line" (
	"id" uuid NOT NULL,
	"payment_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"specialist_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"product_line" text NOT NULL,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"base" bigint NOT NULL,
	"rate" integer NOT NULL,
	"rate_before" integer NOT NULL,
	"rate_after" integer NOT NULL,
	"rule" text NOT NULL,
	"ordinal" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "commission_line_order" PRIMARY KEY("payment_id","n")
);
--> statement-breakpoint
CREATE TABLE "deal" (
	"id" uuid PRIMARY KEY NOT NULL,
	"external_id" text,
	"hash" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"by_kind" text NOT NULL,
	"by_id" uuid,
	"client_id" uuid NOT NULL,
	"product_line" text NOT NULL,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"specialist_id" uuid,
	"unrepresentative" boolean NOT NULL,
	CONSTRAINT "deal_external_id_unique" UNIQUE("external_id")
);
--> statement-breakpoint
CREATE TABLE "outreach" (
	"id" uuid PRIMARY KEY NOT NULL,
	"external_id" text,
	"hash" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"by_kind" text NOT NULL,
	"by_id" uuid,
	"client_id" uuid,
	"contact_id" uuid,
	"specialist_id" uuid NOT NULL,
	"means" text NOT NULL,
	CONSTRAINT "outreach_external_id_unique" UNIQUE("external_id")
);
--> statement-breakpoint
CREATE TABLE "payment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"external_id" text,
	"hash" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"by_kind" text NOT NULL,
	"by_id" uuid,
	"client_id" uuid NOT NULL,
	"product_line" text NOT NULL,
	"kind" text NOT NULL,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"deal_id" uuid,
	"corrects_id" uuid,
	CONSTRAINT "payment_external_id_unique" UNIQUE("external_id")
);
--> statement-breakpoint
CREATE TABLE "usage" (
	"id" uuid PRIMARY KEY NOT NULL,
	"external_id" text,
	"hash" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"by_kind" text NOT NULL,
	"by_id" uuid,
	"client_id" uuid NOT NULL,
	"product_line" text NOT NULL,
	"quantity" integer NOT NULL,
	CONSTRAINT "usage_external_id_unique" UNIQUE("external_id")
);
--> statement-breakpoint
CREATE TABLE "client_event" (
	"client_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"type" text NOT NULL,
	"data" jsonb NOT NULL,
	CONSTRAINT "client_event_client_id_n_pk" PRIMARY KEY("client_id","n")
);
--> statement-breakpoint
CREATE TABLE "client_state" (
	"client_id" uuid PRIMARY KEY NOT NULL,
	"flow_version" integer NOT NULL,
	"state" jsonb NOT NULL,
	"events" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "client_timer" (
	"client_id" uuid NOT NULL,
	"key" text NOT NULL,
	"generation" integer NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "client_timer_client_id_key_pk" PRIMARY KEY("client_id","key")
);
--> statement-breakpoint
CREATE TABLE "contact_known" (
	"contact_id" uuid NOT NULL,
	"specialist_id" uuid NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "contact_known_contact_id_specialist_id_pk" PRIMARY KEY("contact_id","specialist_id")
);
--> statement-breakpoint
CREATE TABLE "handover" (
	"id" uuid PRIMARY KEY NOT NULL,
	"client_id" uuid NOT NULL,
	"product_line" text NOT NULL,
	"terms" jsonb NOT NULL,
	"policy_version" integer NOT NULL,
	"began_at" timestamp (3) with time zone NOT NULL,
	"status" text NOT NULL,
	"why" text,
	"due_at" timestamp (3) with time zone,
	"put_off_until" timestamp (3) with time zone,
	"waits_for" text,
	"try_at" timestamp (3) with time zone,
	"is_project" boolean NOT NULL,
	"documents_at" timestamp (3) with time zone,
	"from_id" uuid,
	"to_id" uuid,
	"rule" text,
	"explanation" jsonb,
	"done_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "handover_word" (
	"id" uuid PRIMARY KEY NOT NULL,
	"handover_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"by" uuid NOT NULL,
	"reason" text NOT NULL,
	"until" timestamp (3) with time zone,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "portfolio_move" (
	"id" uuid PRIMARY KEY NOT NULL,
	"specialist_id" uuid NOT NULL,
	"department_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"items" jsonb NOT NULL,
	"by" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"undone_at" timestamp (3) with time zone,
	"undone_by" uuid
);
--> statement-breakpoint
ALTER TABLE "task" ADD COLUMN "reminded_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "commission_line_specialist" ON "commission_line" USING btree ("specialist_id","at");--> statement-breakpoint
CREATE INDEX "commission_line_client" ON "commission_line" USING btree ("client_id");--> statement-breakpoint
CREATE INDEX "deal_client" ON "deal" USING btree ("client_id","at");--> statement-breakpoint
CREATE INDEX "outreach_client" ON "outreach" USING btree ("client_id","at");--> statement-breakpoint
CREATE INDEX "outreach_contact" ON "outreach" USING btree ("contact_id","at");--> statement-breakpoint
CREATE INDEX "payment_client" ON "payment" USING btree ("client_id","at");--> statement-breakpoint
CREATE INDEX "payment_corrects" ON "payment" USING btree ("corrects_id");--> statement-breakpoint
CREATE INDEX "usage_client" ON "usage" USING btree ("client_id","at");--> statement-breakpoint
CREATE INDEX "client_timer_due" ON "client_timer" USING btree ("due_at");--> statement-breakpoint
CREATE UNIQUE INDEX "handover_line" ON "handover" USING btree ("client_id","product_line");--> statement-breakpoint
CREATE INDEX "handover_due" ON "handover" USING btree ("try_at") WHERE status in ('due', 'put-off');--> statement-breakpoint
CREATE INDEX "handover_from" ON "handover" USING btree ("from_id");--> statement-breakpoint
CREATE INDEX "handover_word_handover" ON "handover_word" USING btree ("handover_id","at");
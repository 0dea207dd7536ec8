CREATE TABLE "erasure" (
	"id" uuid PRIMARY KEY NOT NULL,
	"contact_id" uuid NOT NULL,
	"why" text NOT NULL,
	"by_kind" text NOT NULL,
	"by_id" uuid,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"step" text NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"wiped_at" timestamp (3) with time zone,
	"done_at" timestamp (3) with time zone,
	"left" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "erasure_place" (
	"erasure_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"chat" text NOT NULL,
	"external_id" text NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"attempts" integer NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "erasure_place_erasure_id_account_id_kind_chat_external_id_pk" PRIMARY KEY("erasure_id","account_id","kind","chat","external_id")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "erasure_contact" ON "erasure" USING btree ("contact_id");--> statement-breakpoint
CREATE INDEX "erasure_due" ON "erasure" USING btree ("due_at") WHERE step <> 'done';--> statement-breakpoint
CREATE INDEX "erasure_place_due" ON "erasure_place" USING btree ("due_at");
CREATE TABLE "contact_export" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"by" uuid NOT NULL,
	"reason" text NOT NULL,
	"contacts" integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX "contact_export_at" ON "contact_export" USING btree ("at");
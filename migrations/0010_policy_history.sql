CREATE TABLE "tree_publication" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hash" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"by" uuid,
	"note" text
);
--> statement-breakpoint
ALTER TABLE "policy" ADD COLUMN "note" text;--> statement-breakpoint
ALTER TABLE "policy" ADD COLUMN "restores" integer;--> statement-breakpoint
CREATE INDEX "tree_publication_at" ON "tree_publication" USING btree ("at");
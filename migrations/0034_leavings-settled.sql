ALTER TABLE "leaving" ADD COLUMN "settled_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "leaving_open" ON "leaving" USING btree ("at") WHERE settled_at is null;
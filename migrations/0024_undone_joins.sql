ALTER TABLE "contact_join" ALTER COLUMN "from_contact_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "message" ADD COLUMN "withheld_at" timestamp (3) with time zone;--> statement-breakpoint
-- Whoever was joined with one address is reached at all their addresses as the contact they turned out to be.
WITH ended AS (
  UPDATE "identity_link" l SET "until" = greatest(j."at", l."from") FROM "contact_join" j
  WHERE j."from_contact_id" = l."contact_id" AND j."undone_at" IS NULL AND l."until" IS NULL
  RETURNING l."identity_id", j."into_contact_id", l."until", j."proof")
INSERT INTO "identity_link" ("id", "identity_id", "contact_id", "from", "until", "proof")
SELECT gen_random_uuid(), "identity_id", "into_contact_id", "until", NULL, "proof" FROM ended;

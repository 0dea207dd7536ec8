ALTER TABLE "outreach" ADD COLUMN "closer_id" uuid;--> statement-breakpoint
ALTER TABLE "outreach" ADD COLUMN "person" text;--> statement-breakpoint
ALTER TABLE "outreach" ADD COLUMN "organisation" text;--> statement-breakpoint
ALTER TABLE "outreach" ADD COLUMN "organisation_key" text;--> statement-breakpoint
ALTER TABLE "outreach" ADD COLUMN "phone" text;--> statement-breakpoint
ALTER TABLE "outreach" ADD COLUMN "email" text;--> statement-breakpoint
ALTER TABLE "outreach" ADD COLUMN "telegram" text;--> statement-breakpoint
ALTER TABLE "outreach" ADD COLUMN "note" text;--> statement-breakpoint
ALTER TABLE "outreach" ADD COLUMN "corrects_id" uuid;--> statement-breakpoint
ALTER TABLE "outreach" ADD COLUMN "withdrawn" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "outreach" ADD COLUMN "conversation_id" uuid;--> statement-breakpoint
ALTER TABLE "outreach" ADD COLUMN "came_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "conversation" ADD COLUMN "place_department_id" uuid;--> statement-breakpoint
CREATE INDEX "outreach_specialist" ON "outreach" USING btree ("specialist_id","at");--> statement-breakpoint
CREATE INDEX "outreach_phone" ON "outreach" USING btree ("phone") WHERE phone is not null;--> statement-breakpoint
CREATE INDEX "outreach_email" ON "outreach" USING btree ("email") WHERE email is not null;--> statement-breakpoint
CREATE INDEX "outreach_telegram" ON "outreach" USING btree ("telegram") WHERE telegram is not null;--> statement-breakpoint
CREATE INDEX "outreach_organisation" ON "outreach" USING btree ("organisation_key") WHERE organisation_key is not null;--> statement-breakpoint
ALTER TABLE "outreach" ADD CONSTRAINT "outreach_corrects" UNIQUE("corrects_id");
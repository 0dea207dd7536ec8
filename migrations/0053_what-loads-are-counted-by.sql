DROP INDEX "report_stay_specialist";--> statement-breakpoint
ALTER TABLE "report_load" ADD COLUMN "conversations" bigint NOT NULL;--> statement-breakpoint
ALTER TABLE "report_load" ADD COLUMN "places" bigint NOT NULL;--> statement-breakpoint
ALTER TABLE "report_load" ADD COLUMN "other_conversations" bigint NOT NULL;--> statement-breakpoint
ALTER TABLE "report_load" ADD COLUMN "other_clients" bigint NOT NULL;--> statement-breakpoint
ALTER TABLE "report_span" ADD COLUMN "seconds" integer;--> statement-breakpoint
ALTER TABLE "report_stay" ADD COLUMN "day" date NOT NULL;--> statement-breakpoint
ALTER TABLE "report_stay" ADD COLUMN "ended" text;--> statement-breakpoint
CREATE INDEX "report_stay_day" ON "report_stay" USING btree ("day");--> statement-breakpoint
-- The log is read from its beginning again: stays are made with the facts.
DELETE FROM "report_fold";

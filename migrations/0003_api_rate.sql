ALTER TABLE "api_key" ADD COLUMN "rate_limit" integer;--> statement-breakpoint
ALTER TABLE "api_key" ADD COLUMN "counted_from" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "api_key" ADD COLUMN "counted" integer;
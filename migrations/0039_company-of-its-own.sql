CREATE TABLE "company" (
	"from" timestamp (3) with time zone PRIMARY KEY NOT NULL,
	"name" text,
	"time_zone" text,
	"currency" text,
	"language" text
);
--> statement-breakpoint
INSERT INTO "company" ("from", "time_zone") SELECT '1970-01-01', 'UTC' WHERE EXISTS (SELECT 1 FROM "commission_line");
--> statement-breakpoint
INSERT INTO "company" ("from") SELECT date_trunc('milliseconds', now()) WHERE EXISTS (SELECT 1 FROM "commission_line");

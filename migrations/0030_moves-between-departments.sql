CREATE TABLE "leaving" (
	"id" uuid PRIMARY KEY NOT NULL,
	"specialist_id" uuid NOT NULL,
	"department_id" uuid,
	"at" timestamp (3) with time zone NOT NULL,
	"by" uuid,
	"headed" jsonb NOT NULL,
	"deputy_of" jsonb NOT NULL,
	"move_id" uuid,
	"task_id" uuid,
	"undone_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "handover" ALTER COLUMN "product_line" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "ownership" ADD COLUMN "rests_on" text DEFAULT 'hand' NOT NULL;--> statement-breakpoint
ALTER TABLE "handover" ADD COLUMN "from_department" text DEFAULT 'sales' NOT NULL;--> statement-breakpoint
ALTER TABLE "handover" ADD COLUMN "to_department" text DEFAULT 'client' NOT NULL;--> statement-breakpoint
CREATE INDEX "leaving_specialist" ON "leaving" USING btree ("specialist_id","at");--> statement-breakpoint
CREATE INDEX "leaving_task" ON "leaving" USING btree ("task_id");--> statement-breakpoint
CREATE UNIQUE INDEX "handover_segment" ON "handover" USING btree ("client_id") WHERE product_line is null and status not in ('done', 'withdrawn');--> statement-breakpoint
UPDATE "ownership" SET "rests_on" = CASE "reason" WHEN 'handover' THEN 'handover' ELSE 'first-assignment' END
WHERE "reason" IN ('first-assignment', 'attached', 'detached', 'handover');--> statement-breakpoint
UPDATE "ownership" o SET "rests_on" = coalesce((
  SELECT p."rests_on" FROM "ownership" p
  WHERE p."client_id" = o."client_id" AND p."department_id" = o."department_id" AND p."from" < o."from"
    AND p."reason" NOT LIKE 'moved: %' AND p."reason" <> 'move undone'
  ORDER BY p."from" DESC LIMIT 1), 'hand')
WHERE o."reason" LIKE 'moved: %' OR o."reason" = 'move undone';

CREATE TABLE "awaiting_consent" (
	"account_id" uuid NOT NULL,
	"chat" text NOT NULL,
	"update_id" bigint NOT NULL,
	"update" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "awaiting_consent_account_id_chat_update_id_pk" PRIMARY KEY("account_id","chat","update_id")
);
--> statement-breakpoint
ALTER TABLE "identity" ADD COLUMN "name" text;--> statement-breakpoint
ALTER TABLE "identity" ADD COLUMN "username" text;--> statement-breakpoint
ALTER TABLE "identity" ADD COLUMN "source" text;--> statement-breakpoint
ALTER TABLE "conversation" ADD COLUMN "notices" text;--> statement-breakpoint
CREATE INDEX "awaiting_consent_at" ON "awaiting_consent" USING btree ("at");
ALTER TABLE "desk_session" ADD COLUMN "begun_by" text;--> statement-breakpoint
ALTER TABLE "desk_session" ADD COLUMN "agent" text;--> statement-breakpoint
ALTER TABLE "sign_in_link" ADD COLUMN "ends_sessions" boolean DEFAULT false NOT NULL;
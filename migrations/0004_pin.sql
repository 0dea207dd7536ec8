CREATE TABLE "specialist_pin" (
	"specialist_id" uuid PRIMARY KEY NOT NULL,
	"salt" text NOT NULL,
	"hash" text NOT NULL,
	"iterations" integer NOT NULL,
	"misses" integer NOT NULL,
	"tried_at" timestamp (3) with time zone,
	"set_at" timestamp (3) with time zone NOT NULL
);

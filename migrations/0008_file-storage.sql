-- Files are packed already: trying to compress their pieces once more only takes time.
ALTER TABLE "attachment_chunk" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;

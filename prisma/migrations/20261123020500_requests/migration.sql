-- AlterTable
ALTER TABLE "AccessRequest" ADD COLUMN     "seenAt" TIMESTAMPTZ(3);

-- AlterTable
DELETE FROM "Reservation";
ALTER TABLE "Reservation" ADD COLUMN     "made" TEXT,
ADD COLUMN     "pool" TEXT NOT NULL,
ADD COLUMN     "settledAt" TIMESTAMPTZ(3);

ALTER TABLE "AccessRequest" DROP CONSTRAINT "AccessRequest_outcome_check";
ALTER TABLE "AccessRequest" ADD CONSTRAINT "AccessRequest_outcome_check" CHECK ("outcome" IN ('granted', 'refused', 'withdrawn', 'gone'));
-- Nobody asks twice for the same.
CREATE UNIQUE INDEX "AccessRequest_open_key" ON "AccessRequest"("userId", "permission", "object") WHERE "outcome" IS NULL;

-- Every process tells those who may answer, and who asked.
CREATE FUNCTION domus_tell_request() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('domus', '{"topic":"request.changed","body":{}}');
    RETURN NULL;
END $$;
CREATE TRIGGER domus_request_changed AFTER INSERT OR UPDATE OR DELETE ON "AccessRequest"
    FOR EACH STATEMENT EXECUTE FUNCTION domus_tell_request();

-- AlterTable
ALTER TABLE "Session" ADD COLUMN     "previewUserId" TEXT;

-- CreateIndex
CREATE INDEX "Session_previewUserId_idx" ON "Session"("previewUserId");

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_previewUserId_fkey" FOREIGN KEY ("previewUserId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What the session has open shows what it saw before: it is closed in every process, and comes back as things are now.
CREATE TRIGGER domus_session_preview AFTER UPDATE OF "previewUserId" ON "Session"
    FOR EACH ROW WHEN (OLD."previewUserId" IS DISTINCT FROM NEW."previewUserId")
    EXECUTE FUNCTION domus_tell_session_ended();

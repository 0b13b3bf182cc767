-- Tickets are good for half a minute: none is worth being kept.
DELETE FROM "ConsoleTicket";

-- AlterTable
ALTER TABLE "ConsoleTicket" DROP COLUMN "vm",
ADD COLUMN     "kind" TEXT NOT NULL,
ADD COLUMN     "object" TEXT NOT NULL;

-- CreateTable
CREATE TABLE "ConsoleViewer" (
    "id" TEXT NOT NULL,
    "process" INTEGER NOT NULL,
    "object" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "userName" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ConsoleViewer_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ConsoleViewer_object_kind_idx" ON "ConsoleViewer"("object", "kind");

-- CreateIndex
CREATE INDEX "ConsoleViewer_process_idx" ON "ConsoleViewer"("process");

-- CreateTable
CREATE TABLE "UndoStep" (
    "id" BIGSERIAL NOT NULL,
    "run" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "input" TEXT NOT NULL,
    "object" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "UndoStep_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "UndoStep_run_idx" ON "UndoStep"("run");

-- CreateIndex
CREATE INDEX "UndoStep_at_idx" ON "UndoStep"("at");

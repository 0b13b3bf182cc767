-- CreateTable
CREATE TABLE "ActionSchedule" (
    "id" TEXT NOT NULL,
    "ownerId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "rule" JSONB NOT NULL,
    "zone" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "nextAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ActionSchedule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ActionScheduleVm" (
    "scheduleId" TEXT NOT NULL,
    "object" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "ActionScheduleVm_pkey" PRIMARY KEY ("scheduleId","object")
);

-- CreateTable
CREATE TABLE "ActionScheduleRun" (
    "id" BIGSERIAL NOT NULL,
    "scheduleId" TEXT NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "action" TEXT NOT NULL,
    "byHand" BOOLEAN NOT NULL DEFAULT false,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ActionScheduleRun_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ActionScheduleDeed" (
    "runId" BIGINT NOT NULL,
    "object" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "begunAt" TIMESTAMPTZ(3),
    "line" BIGINT,
    "reason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "ActionScheduleDeed_pkey" PRIMARY KEY ("runId","object")
);

-- CreateIndex
CREATE INDEX "ActionSchedule_ownerId_idx" ON "ActionSchedule"("ownerId");

-- CreateIndex
CREATE INDEX "ActionSchedule_nextAt_idx" ON "ActionSchedule"("nextAt");

-- CreateIndex
CREATE INDEX "ActionScheduleVm_object_idx" ON "ActionScheduleVm"("object");

-- CreateIndex
CREATE INDEX "ActionScheduleRun_endedAt_idx" ON "ActionScheduleRun"("endedAt");

-- CreateIndex
CREATE UNIQUE INDEX "ActionScheduleRun_scheduleId_dueAt_key" ON "ActionScheduleRun"("scheduleId", "dueAt");

-- AddForeignKey
ALTER TABLE "ActionSchedule" ADD CONSTRAINT "ActionSchedule_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ActionScheduleVm" ADD CONSTRAINT "ActionScheduleVm_scheduleId_fkey" FOREIGN KEY ("scheduleId") REFERENCES "ActionSchedule"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ActionScheduleRun" ADD CONSTRAINT "ActionScheduleRun_scheduleId_fkey" FOREIGN KEY ("scheduleId") REFERENCES "ActionSchedule"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ActionScheduleDeed" ADD CONSTRAINT "ActionScheduleDeed_runId_fkey" FOREIGN KEY ("runId") REFERENCES "ActionScheduleRun"("id") ON DELETE CASCADE ON UPDATE CASCADE;

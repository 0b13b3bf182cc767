import type { Ref } from '@/server/xapi/model/records'
import type { Steps } from './define'
import { isRefusal } from './half-done'

/** Starts or resumes it, on the host where it was if it can run there. */
export async function runAgain(work: Steps, ref: Ref<'VM'>, host: Ref<'host'> | undefined): Promise<void> {
  const state = await work.ask(({ VM }) => VM.get_power_state(ref))
  const there =
    host !== undefined &&
    (await work.ask(({ VM }) =>
      VM.assert_can_boot_here(ref, host).then(
        () => true,
        (error: unknown) => {
          if (isRefusal(error)) return false
          throw error
        },
      ),
    ))
  await work.task(0.3, ({ VM }) =>
    state === 'Suspended'
      ? there
        ? VM.resume_on(ref, host, false, false)
        : VM.resume(ref, false, false)
      : there
        ? VM.start_on(ref, host, false, false)
        : VM.start(ref, false, false),
  )
}

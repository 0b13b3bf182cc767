/** Keys as they are pressed: "Ctrl K", "Shift F10". Spaces part them. */
export function Kbd({ keys }: { keys: string }) {
  return (
    <span className="inline-flex gap-0.5">
      {keys.split(' ').map(key => (
        <kbd
          key={key}
          className="inline-flex h-[18px] min-w-[18px] items-center justify-center rounded-control border border-line bg-sunken px-1 font-sans text-muted text-s"
        >
          {key}
        </kbd>
      ))}
    </span>
  )
}

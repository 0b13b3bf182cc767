'use client'

import { useEffect, useState } from 'react'

/** Seconds that are left, counted down to 0 by the clock, and a way to start them. */
export function useCountdown(): [number, (seconds: number) => void] {
  const [until, setUntil] = useState(0)
  const [left, setLeft] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => {
      const rest = Math.max(0, Math.ceil((until - Date.now()) / 1000))
      setLeft(rest)
      if (rest === 0) clearInterval(timer)
    }, 250)
    return () => clearInterval(timer)
  }, [until])
  const start = (seconds: number) => {
    setLeft(seconds)
    setUntil(Date.now() + seconds * 1000)
  }
  return [left, start]
}

import { hostNameOf, kernelOf } from './boot-log'
import type { ScreenVm } from './scene'
import { ink } from './terminal'

/** What a shell reaches outside of its screen. */
export interface ShellWorld {
  now(): number
  /** Gives text to the viewers' clipboards. */
  offer(text: string): void
}

/** Where a shell writes: a screen, or a line to a terminal elsewhere. */
export interface ShellPaper {
  bold: boolean
  write(text: string): void
  /** Writes in another ink, then goes on in the one before. */
  writeIn(color: number, text: string): void
  clear(): void
}

type Command = (args: string) => void

/** The few commands of a guest's command line. What they print goes to the terminal. */
export class Shell {
  private readonly commands: Record<string, { does: string; run: Command }>

  constructor(
    private readonly vm: ScreenVm,
    private readonly terminal: ShellPaper,
    private readonly world: ShellWorld,
    private readonly logOut: () => void,
  ) {
    const say = (text: string) => terminal.write(`${text}\n`)
    this.commands = {
      help: { does: 'this list', run: () => this.help() },
      uname: { does: 'the kernel', run: args => say(this.uname(args)) },
      uptime: { does: 'how long the machine has run', run: () => say(this.uptime()) },
      free: { does: 'memory', run: () => say(this.free()) },
      ip: { does: 'addresses: ip addr', run: () => say(this.addresses()) },
      hostname: { does: 'the name of the machine', run: () => say(hostNameOf(vm)) },
      date: { does: 'the time, in UTC', run: () => say(new Date(world.now()).toUTCString()) },
      echo: { does: 'prints its words', run: args => say(args) },
      clip: { does: 'puts its words on your clipboard', run: args => this.clip(args) },
      clear: { does: 'clears the screen', run: () => terminal.clear() },
      reboot: {
        does: 'how to restart',
        run: () => say('Power belongs to the pool: use Reboot above this console.'),
      },
      exit: { does: 'logs out', run: logOut },
    }
  }

  /** The prompt for a user: `root@web-01:~#`. */
  prompt(user: string): void {
    this.terminal.bold = true
    this.terminal.writeIn(ink.green, `${user}@${hostNameOf(this.vm)}`)
    this.terminal.bold = false
    this.terminal.write(':')
    this.terminal.writeIn(ink.blue, '~')
    this.terminal.write(user === 'root' ? '# ' : '$ ')
  }

  run(line: string): void {
    const [name = '', ...rest] = line.trim().split(/\s+/)
    if (name === '') return
    const command = Object.hasOwn(this.commands, name) ? this.commands[name] : undefined
    if (command) command.run(rest.join(' '))
    else if (name === 'logout') this.logOut()
    else this.terminal.write(`-bash: ${name}: command not found (help lists what there is)\n`)
  }

  private help(): void {
    for (const [name, { does }] of Object.entries(this.commands)) {
      this.terminal.writeIn(ink.bright, `  ${name.padEnd(10)}`)
      this.terminal.write(`${does}\n`)
    }
  }

  private uname(args: string): string {
    const version = '#1 SMP PREEMPT_DYNAMIC x86_64 GNU/Linux'
    if (args === '-r') return kernelOf(this.vm)
    return args === '-a' ? `Linux ${hostNameOf(this.vm)} ${kernelOf(this.vm)} ${version}` : 'Linux'
  }

  private uptime(): string {
    const now = this.world.now()
    const minutes = Math.max(0, Math.floor((now - this.vm.startedAt) / 60_000))
    const days = Math.floor(minutes / 1440)
    const hours = `${Math.floor(minutes / 60) % 24}:${String(minutes % 60).padStart(2, '0')}`
    const clock = new Date(now).toISOString().slice(11, 19)
    return ` ${clock} up ${days > 0 ? `${days} ${days === 1 ? 'day' : 'days'}, ` : ''}${hours},  1 user`
  }

  private free(): string {
    const mebibytes = Math.round(this.vm.memory / 1048576)
    const used = Math.round(mebibytes * 0.31)
    const number = (value: number) => String(value).padStart(12)
    return `${' '.repeat(15)}total        used        free\nMem:    ${number(mebibytes)}${number(used)}${number(mebibytes - used)}  MiB`
  }

  /** An address made from the machine's UUID, so that it stays the same from start to start. */
  private addresses(): string {
    const digits = this.vm.uuid.replace(/[^0-9a-f]/gi, '').padEnd(8, '0')
    const byte = (i: number) => Number.parseInt(digits.slice(i * 2, i * 2 + 2), 16)
    const mac = `02:16:3e:${[0, 1, 2].map(i => digits.slice(i * 2, i * 2 + 2)).join(':')}`
    return [
      '1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536',
      '    inet 127.0.0.1/8 scope host lo',
      '2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500',
      `    link/ether ${mac} brd ff:ff:ff:ff:ff:ff`,
      `    inet 10.10.${byte(0) % 16}.${(byte(1) % 250) + 2}/20 scope global eth0`,
    ].join('\n')
  }

  private clip(text: string): void {
    if (text === '') this.terminal.write('usage: clip TEXT\n')
    else {
      this.world.offer(text)
      this.terminal.write(`${text.length} characters are on your clipboard.\n`)
    }
  }
}

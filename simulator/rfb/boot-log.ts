import type { ScreenVm } from './scene'

/** A line of a starting system: when it appears, in milliseconds after the start, and how it begins. */
export interface BootLine {
  at: number
  mark: 'kernel' | 'ok' | 'plain'
  text: string
}

/** After this many milliseconds the kernel takes over the display and its size changes. */
export const modeSetAt = 2600

/** The host name a machine gives itself: its label, as far as a host name can be that. */
export function hostNameOf(vm: ScreenVm): string {
  const name = vm.name_label
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return name.slice(0, 40) || 'localhost'
}

/** The name in the banner of a login prompt: without the code name that systems put in parentheses. */
export function systemOf(vm: ScreenVm): string {
  return vm.system?.replace(/\s*\([^)]*\)$/, '') || 'Debian GNU/Linux 12'
}

export function kernelOf(vm: ScreenVm): string {
  return vm.kernel || '6.1.0-37-amd64'
}

/** Everything that is printed between the start of a machine and its login prompt. */
export function bootLog(vm: ScreenVm): BootLine[] {
  const kib = Math.round(vm.memory / 1024)
  const cpus = Math.max(1, vm.vcpus)
  const host = hostNameOf(vm)
  const release = kernelOf(vm)
  const kernel = [
    `Linux version ${release} (root@build) (gcc 12.2.0, GNU ld 2.40) #1 SMP PREEMPT_DYNAMIC`,
    `Command line: BOOT_IMAGE=/boot/vmlinuz-${release} root=/dev/xvda1 ro console=hvc0 console=tty0`,
    'BIOS-provided physical RAM map:',
    'BIOS-e820: [mem 0x0000000000000000-0x000000000009dfff] usable',
    'BIOS-e820: [mem 0x0000000000100000-0x00000000effff7ff] usable',
    'NX (Execute Disable) protection: active',
    'DMI: Xen HVM domU, BIOS 4.17 04/11/2025',
    'Hypervisor detected: Xen HVM',
    'Xen version 4.17.',
    `DMI: system uuid ${vm.uuid}`,
    'Xen Platform PCI: I/O protocol version 1',
    'Netfront and the Xen platform PCI driver have been compiled for this kernel: unplug emulated NICs.',
    'Blkfront and the Xen platform PCI driver have been compiled for this kernel: unplug emulated disks.',
    'tsc: Detected 2399.998 MHz processor',
    `Memory: ${Math.round(kib * 0.964)}K/${kib}K available (14342K kernel code, 2337K rwdata)`,
    `SLUB: HWalign=64, Order=0-3, MinObjects=0, CPUs=${cpus}, Nodes=1`,
    'rcu: Hierarchical RCU implementation.',
    'clocksource: xen: mask: 0xffffffffffffffff max_cycles: 0x1cd42e4dffb',
    'Console: colour VGA+ 80x25',
    'printk: console [tty0] enabled',
    ...Array.from({ length: cpus }, (_, i) =>
      i === 0 ? 'smpboot: CPU0: booting' : `cpu ${i} spinlock event irq ${60 + i * 6}`,
    ),
    `smp: Brought up 1 node, ${cpus} ${cpus === 1 ? 'CPU' : 'CPUs'}`,
    'xen:balloon: Initialising balloon driver',
    'xenbus_probe_frontend: Device with no driver: device/vkbd/0',
    'Freeing unused kernel image (initmem) memory: 2796K',
    'blkfront: xvda: flush diskcache: enabled; persistent grants: enabled; indirect descriptors: enabled',
    ' xvda: xvda1 xvda2 < xvda5 >',
    'xen_netfront: Initialising Xen virtual ethernet driver',
    'fb0: switching to bochs-drm from VESA VGA',
    'Console: switching to colour frame buffer device 128x48',
    'EXT4-fs (xvda1): mounted filesystem with ordered data mode. Quota mode: none.',
    `systemd[1]: Hostname set to <${host}>.`,
    'systemd[1]: Detected virtualization xen.',
  ]
  const services = [
    'Created slice system-getty.slice - Slice /system/getty.',
    'Reached target swap.target - Swaps.',
    'Listening on systemd-journald.socket - Journal Socket.',
    'Mounted dev-hugepages.mount - Huge Pages File System.',
    'Started systemd-journald.service - Journal Service.',
    'Finished systemd-remount-fs.service - Remount Root and Kernel File Systems.',
    'Finished systemd-random-seed.service - Load/Save Random Seed.',
    'Started systemd-udevd.service - Rule-based Manager for Device Events and Files.',
    'Reached target local-fs.target - Local File Systems.',
    'Finished systemd-tmpfiles-setup.service - Create Volatile Files and Directories.',
    'Reached target time-set.target - System Time Set.',
    'Started dbus.service - D-Bus System Message Bus.',
    'Started xe-daemon.service - Linux Guest Agent.',
    'Started systemd-logind.service - User Login Management.',
    'Finished networking.service - Raise network interfaces.',
    'Reached target network-online.target - Network is Online.',
    'Started cron.service - Regular background program processing daemon.',
    'Started ssh.service - OpenBSD Secure Shell server.',
    'Started getty@tty1.service - Getty on tty1.',
    'Reached target multi-user.target - Multi-User System.',
  ]
  const lines: BootLine[] = [
    { at: 300, mark: 'plain', text: 'SeaBIOS (version 1.16.2)' },
    { at: 500, mark: 'plain', text: `Machine UUID ${vm.uuid}` },
    { at: 900, mark: 'plain', text: 'Booting from Hard Disk...' },
    { at: 1300, mark: 'plain', text: 'GRUB loading.' },
    { at: 1600, mark: 'plain', text: '' },
  ]
  const early = kernel.findIndex(text => text.startsWith('fb0:'))
  kernel.forEach((text, i) => {
    const at = i < early ? 1700 + (i * (modeSetAt - 1750)) / early : modeSetAt + (i - early) * 60
    lines.push({ at, mark: 'kernel', text })
  })
  const servicesFrom = modeSetAt + (kernel.length - early) * 60 + 100
  services.forEach((text, i) => {
    lines.push({ at: servicesFrom + i * 110 + (i % 4) * 20, mark: 'ok', text })
  })
  return lines
}

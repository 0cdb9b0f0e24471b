// The machines Groundplan knows: their Nix platform and the network interfaces they are built with.

export interface Hardware {
  readonly system: 'aarch64-linux' | 'armv7l-linux' | 'x86_64-linux';
  /** By kernel name; null where the model says nothing about its interfaces. */
  readonly interfaces: { readonly [name: string]: 'ethernet' | 'wireless' } | null;
  /** MiB; null where it comes with different amounts. */
  readonly memory: number | null;
}

const pi = (interfaces: Hardware['interfaces'], memory: number | null): Hardware => ({
  system: 'aarch64-linux',
  interfaces,
  memory,
});

/** Interfaces and memory of the Raspberry Pi models: product briefs on datasheets.raspberrypi.com. The 3A+ has no Ethernet port. */
export const hardware = {
  'raspberry-pi-2b': { system: 'armv7l-linux', interfaces: { eth0: 'ethernet' }, memory: 1024 },
  'raspberry-pi-3a-plus': pi({ wlan0: 'wireless' }, 512),
  'raspberry-pi-3b': pi({ eth0: 'ethernet', wlan0: 'wireless' }, 1024),
  'raspberry-pi-3b-plus': pi({ eth0: 'ethernet', wlan0: 'wireless' }, 1024),
  'raspberry-pi-4': pi({ eth0: 'ethernet', wlan0: 'wireless' }, null),
  'raspberry-pi-5': pi({ eth0: 'ethernet', wlan0: 'wireless' }, null),
  'generic-aarch64': { system: 'aarch64-linux', interfaces: null, memory: null },
  'generic-x86_64': { system: 'x86_64-linux', interfaces: null, memory: null },
  'android-arm64': { system: 'aarch64-linux', interfaces: { wlan0: 'wireless' }, memory: null },
} as const satisfies Record<string, Hardware>;

export type HardwareName = keyof typeof hardware;

export const hardwareNames = Object.keys(hardware) as HardwareName[];

export const isRaspberryPi = (model: string) => model.startsWith('raspberry-pi-');

/** Whether an interface is wireless: what the hardware says, else the kernel's and systemd's naming (wlan0, wlp2s0). */
export function interfaceMedium(model: HardwareName, name: string): 'ethernet' | 'wireless' {
  const known: Hardware = hardware[model];
  return known.interfaces?.[name] ?? (name.startsWith('wl') ? 'wireless' : 'ethernet');
}

/** The kernel's own names. */
export const isKernelName = (name: string) => /^(eth|wlan)\d+$/.test(name);

/** Names that systemd derives from the hardware: enp3s0, end0, wlp2s0, wwan0 (systemd.net-naming-scheme). */
const isPredictableName = (name: string) => /^(en|wl|ww|ib|sl)[a-z]/.test(name);

/** A name that exists only because a .link file gives it to the interface with a given MAC. */
export function isOwnName(model: HardwareName, name: string): boolean {
  const known: Hardware = hardware[model];
  return !isKernelName(name) && !isPredictableName(name) && !(known.interfaces && name in known.interfaces);
}

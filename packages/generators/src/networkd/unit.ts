// A file that systemd-networkd or udev reads, as sections in order; every printer of interfaces starts from it.
import type { IniSection, IniValue } from '@groundplan/engine';

export interface Unit {
  /** Without the ending, such as 10-eth0. */
  readonly name: string;
  readonly kind: 'link' | 'netdev' | 'network';
  readonly sections: readonly IniSection[];
}

/** A list stands for the same key once per element; what is undefined or empty keeps systemd's default. */
export interface Settings {
  readonly [key: string]: IniValue | readonly IniValue[] | undefined;
}

/** Nothing for a section without settings. */
export function section(name: string, settings: Settings): IniSection[] {
  const entries = Object.entries(settings).flatMap(([key, value]) =>
    value === undefined ? [] : [value].flat().map((one) => [key, one] as const),
  );
  return entries.length === 0 ? [] : [{ name, entries }];
}

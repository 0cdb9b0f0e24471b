// Names a process so that another run can tell whether it is still alive.
import { randomBytes } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { codeOf } from './errors.js';

export interface ProcessIdentity {
  readonly pid: number;
  readonly host: string;
  /** The PID namespace, null where the system has none: containers may share a host name but not process ids. */
  readonly space: string | null;
  /** Start time in clock ticks since boot (proc(5), field 22), null where unknown; tells a reused pid from the old one. */
  readonly started: string | null;
  /** Unique per lock. */
  readonly nonce: string;
}

export function ownIdentity(): ProcessIdentity {
  const { pid } = process;
  return {
    pid,
    host: hostname(),
    space: pidSpace(),
    started: procStat(pid)?.started ?? null,
    nonce: randomBytes(8).toString('hex'),
  };
}

/** True only when the process is certainly gone; false for processes that cannot be seen from here. */
export function isDead({ pid, host, space, started }: ProcessIdentity): boolean {
  if (host !== hostname() || space !== pidSpace()) return false;
  if (!isRunning(pid)) return true;
  const stat = procStat(pid);
  if (stat === undefined) return false;
  return stat.state === 'Z' || stat.state === 'X' || (started !== null && stat.started !== started);
}

/** Undefined when `text` is not the JSON of an identity. */
export function parseIdentity(text: string): ProcessIdentity | undefined {
  try {
    const { pid, host, space, started, nonce } = JSON.parse(text) as ProcessIdentity;
    const isOptional = (value: unknown) => value === null || typeof value === 'string';
    const valid = Number.isSafeInteger(pid) && pid > 0 && typeof host === 'string' && typeof nonce === 'string';
    return valid && isOptional(space) && isOptional(started) ? { pid, host, space, started, nonce } : undefined;
  } catch {
    return undefined;
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) !== 'ESRCH';
  }
}

function pidSpace(): string | null {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return null;
  }
}

function procStat(pid: number): { state: string; started: string } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold spaces and parentheses.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] as string, started: fields[19] as string };
  } catch {
    return undefined;
  }
}

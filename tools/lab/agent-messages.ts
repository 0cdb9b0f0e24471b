// What the lab and the agents in the namespaces tell each other.
import type { Protocol } from './flow.js';

export interface ListenRequest {
  readonly kind: 'listen';
  /** Answers with this name. */
  readonly name: string;
  readonly addresses: readonly string[];
  readonly ports: readonly number[];
}

export interface Target {
  readonly protocol: Protocol;
  readonly address: string;
  readonly port: number;
}

export interface ProbeRequest {
  readonly kind: 'probe';
  readonly targets: readonly Target[];
  /** How long silence means no, in milliseconds. */
  readonly timeout: number;
  /** How many wait at the same time. */
  readonly atOnce: number;
  /** Milliseconds over which the first of them start, so that they do not come all at once. */
  readonly spread: number;
}

/** Sends one datagram from an address that is not of this network, and waits for nothing. */
export interface ForgeRequest {
  readonly kind: 'forge';
  readonly sender: string;
  readonly target: Target;
  readonly text: string;
}

/** Which forged datagrams have arrived here. */
export interface HeardRequest {
  readonly kind: 'heard';
}

export interface NameQuestion {
  readonly type: 'A' | 'AAAA' | 'PTR';
  readonly name: string;
}

/** Asks a nameserver. */
export interface NamesRequest {
  readonly kind: 'names';
  readonly server: string;
  readonly questions: readonly NameQuestion[];
}

export type Request = ListenRequest | ProbeRequest | ForgeRequest | HeardRequest | NamesRequest;

export interface Seen {
  /** `open` when an answer came; `closed` after silence; `refused` when somebody said no. */
  readonly outcome: 'open' | 'closed' | 'refused';
  /** Who answered. */
  readonly name: string;
  /** From which address the connection came there. */
  readonly sender: string;
  /** Milliseconds until the answer. */
  readonly after: number;
}

export interface Answers {
  readonly listen: null;
  readonly probe: readonly Seen[];
  readonly forge: null;
  readonly heard: readonly string[];
  /** Per question all values; none when the answer is no or missing. */
  readonly names: readonly (readonly string[])[];
}

export const forgedPrefix = 'forged ';

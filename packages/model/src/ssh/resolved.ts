// The resolved form of SSH: how a host is reached.

export interface ResolvedSsh {
  readonly port: number;
  /** The account to log in with; null where several persons may, or none. */
  readonly user: string | null;
  /** Type and blob, without comments, sorted. */
  readonly hostKeys: readonly string[];
}

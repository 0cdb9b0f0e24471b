// Sealed Secrets: secrets that only the cluster can read, in Git (github.com/bitnami-labs/sealed-secrets).
import type { Component } from '../component.js';
import type { NoConfiguration } from '../configurations.js';

export const sealedSecrets: Component<NoConfiguration> = {
  // The name that the command kubeseal looks for.
  contribute: () => ({ values: { fullnameOverride: 'sealed-secrets-controller' } }),
};

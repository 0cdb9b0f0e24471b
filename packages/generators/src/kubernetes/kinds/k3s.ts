// The kind of k3s' Helm controller that sets values of a packaged chart (docs.k3s.io/helm).
export interface HelmChartConfig {
  readonly apiVersion: 'helm.cattle.io/v1';
  readonly kind: 'HelmChartConfig';
  readonly spec: {
    /** YAML. */
    readonly valuesContent: string;
    readonly failurePolicy?: 'abort' | 'reinstall';
  };
}

// The kind of Rancher's system upgrade controller (upgrade.cattle.io/v1).
export interface Plan {
  readonly apiVersion: 'upgrade.cattle.io/v1';
  readonly kind: 'Plan';
  readonly spec: {
    readonly concurrency: number;
    readonly version: string;
    readonly serviceAccountName: string;
    readonly nodeSelector: { readonly matchExpressions: readonly NodeRequirement[] };
    readonly tolerations?: readonly Toleration[];
    readonly cordon?: boolean;
    readonly drain?: { readonly force: boolean; readonly skipWaitForDeleteTimeout?: number };
    readonly prepare?: Container;
    readonly upgrade: Container;
    readonly window?: UpgradeWindow;
  };
}

export interface UpgradeWindow {
  readonly days: readonly ('su' | 'mo' | 'tu' | 'we' | 'th' | 'fr' | 'sa')[];
  /** 24 hours, e.g. 02:00. */
  readonly startTime: string;
  readonly endTime: string;
  readonly timeZone: string;
}

interface NodeRequirement {
  readonly key: string;
  readonly operator: 'Exists' | 'DoesNotExist' | 'In' | 'NotIn';
  readonly values?: readonly string[];
}

interface Toleration {
  readonly key: string;
  readonly operator: 'Exists';
  readonly effect: 'NoSchedule' | 'NoExecute';
}

interface Container {
  readonly image: string;
  readonly args?: readonly string[];
}

// The taints of phones: what keeps pods off a node that may lose its Wi-Fi or its power at any time.
import { childPath, type ModelPath } from '../model-path.js';
import type { Report } from '../report.js';

/** What a phone gets that states no taints. No component of k3s tolerates it. */
export const phoneTaint = 'device=phone:NoSchedule';

/** Keys that CoreDNS and the other components of k3s tolerate (k3s-io/k3s, manifests/). */
const toleratedByComponents = [
  'CriticalAddonsOnly',
  'node-role.kubernetes.io/control-plane',
  'node-role.kubernetes.io/master',
];

const isHard = (taint: string) => /:(NoSchedule|NoExecute)$/.test(taint);
const keyOf = (taint: string) => taint.split(/[=:]/)[0] ?? '';
const keepsComponentsOff = (taint: string) => isHard(taint) && !toleratedByComponents.includes(keyOf(taint));

/** `at` is the phone's entry among the agents; `taints` those it states. */
export function phoneTaintFindings(at: ModelPath, phone: string, taints: readonly string[], report: Report): void {
  if (taints.some(keepsComponentsOff)) return;
  report({
    code: 'phone-admits-pods',
    at: childPath(at, 'taints'),
    message: taints.some(isHard)
      ? `The taints of ${phone} keep ordinary pods off, but not CoreDNS and the other components of k3s, which tolerate them.`
      : `No taint of ${phone} keeps pods off.`,
    fix: `Leave taints out, which means '${phoneTaint}', or add that one.`,
  });
}

// Fields that the API server does not let change: the object must be deleted and created again, or applying fails.
import { groupOf, type KubernetesObject, titleOf } from '../render/kubernetes-object.js';
import type { ChangedObject, Differences } from './compare.js';
import type { Danger } from './dangers.js';
import { isMap, isSame, valueAt } from './field-changes.js';
import { bytesOf } from './quantity.js';

/**
 * Of each kind, by group. From the validation of updates in Kubernetes 1.34 (pkg/apis/<group>/validation), and for Gateway
 * API from the rules in its definitions.
 */
const immutable: { readonly [groupAndKind: string]: readonly string[] } = {
  'apps Deployment': ['spec.selector'],
  'apps DaemonSet': ['spec.selector'],
  'apps ReplicaSet': ['spec.selector'],
  'apps StatefulSet': ['spec.selector', 'spec.serviceName', 'spec.volumeClaimTemplates', 'spec.podManagementPolicy'],
  'batch Job': ['spec.selector', 'spec.template', 'spec.completionMode'],
  ' PersistentVolumeClaim': [
    'spec.accessModes',
    'spec.dataSource',
    'spec.dataSourceRef',
    'spec.selector',
    'spec.storageClassName',
    'spec.volumeMode',
    'spec.volumeName',
  ],
  'storage.k8s.io StorageClass': ['parameters', 'provisioner', 'reclaimPolicy', 'volumeBindingMode'],
  'rbac.authorization.k8s.io RoleBinding': ['roleRef'],
  'rbac.authorization.k8s.io ClusterRoleBinding': ['roleRef'],
  'scheduling.k8s.io PriorityClass': ['value', 'preemptionPolicy'],
  'networking.k8s.io IngressClass': ['spec.controller'],
  'node.k8s.io RuntimeClass': ['handler'],
  'gateway.networking.k8s.io GatewayClass': ['spec.controllerName'],
  'apiextensions.k8s.io CustomResourceDefinition': ['spec.group', 'spec.names.kind', 'spec.names.plural', 'spec.scope'],
  ' Secret': ['type'],
};

export function immutableFields({ changed }: Differences): Danger[] {
  return changed.flatMap((one) => [...fieldDangers(one), ...specialDangers(one)]);
}

function fieldDangers({ before, after }: ChangedObject): Danger[] {
  const paths = immutable[`${groupOf(after)} ${after.kind}`] ?? [];
  return paths.filter((path) => differs(before, after, path)).map((path) => danger(after, path));
}

const differs = (before: KubernetesObject, after: KubernetesObject, path: string) =>
  !isSame(valueAt(before, path.split('.')), valueAt(after, path.split('.')));

const danger = (
  object: KubernetesObject,
  path: string,
  message = `changes ${path}, which cannot change: applying fails until the object is deleted`,
): Danger => ({ code: 'immutable-field', object: titleOf(object), message });

function specialDangers({ before, after }: ChangedObject): Danger[] {
  switch (`${groupOf(after)} ${after.kind}`) {
    case ' Service':
      return clusterAddress(before, after);
    case ' PersistentVolumeClaim':
      return smallerClaim(before, after);
    case ' ConfigMap':
    case ' Secret':
      return frozenData(before, after);
    case 'helm.toolkit.fluxcd.io HelmRelease':
      return reinstallations(before, after);
    default:
      return [];
  }
}

/** An address that was not written was chosen by the cluster, and may be written down later. */
function clusterAddress(before: KubernetesObject, after: KubernetesObject): Danger[] {
  const path = ['spec', 'clusterIP'];
  const [was, is] = [valueAt(before, path), valueAt(after, path)];
  const fixed = was !== undefined && is !== undefined && was !== is;
  const headless = (was === 'None') !== (is === 'None');
  return fixed || headless ? [danger(after, 'spec.clusterIP')] : [];
}

function smallerClaim(before: KubernetesObject, after: KubernetesObject): Danger[] {
  const path = ['spec', 'resources', 'requests', 'storage'];
  const [was, is] = [bytesOf(valueAt(before, path)), bytesOf(valueAt(after, path))];
  if (was === undefined || is === undefined || is >= was) return [];
  return [danger(after, '', `asks for less storage than before: claims can only grow, so applying fails`)];
}

function frozenData(before: KubernetesObject, after: KubernetesObject): Danger[] {
  if (before.immutable !== true) return [];
  return ['data', 'binaryData', 'stringData', 'immutable']
    .filter((path) => differs(before, after, path))
    .map((path) => danger(after, path, `changes ${path} although it is immutable: applying fails until it is deleted`));
}

/** https://fluxcd.io/flux/components/helm/helmreleases/: another name or namespace is another release. */
function reinstallations(before: KubernetesObject, after: KubernetesObject): Danger[] {
  const [was, is] = [releaseOf(before), releaseOf(after)];
  return (['releaseName', 'targetNamespace', 'storageNamespace'] as const)
    .filter((field) => was[field] !== is[field])
    .slice(0, 1)
    .map((field) => ({
      code: 'reinstalled' as const,
      object: titleOf(after),
      message: `changes spec.${field} from ${was[field]} to ${is[field]}: the chart is uninstalled and installed anew`,
    }));
}

function releaseOf({ metadata, spec }: KubernetesObject) {
  const { releaseName, targetNamespace, storageNamespace } = (isMap(spec) ? spec : {}) as { [key: string]: unknown };
  const own = metadata.namespace ?? '';
  return {
    releaseName: String(releaseName ?? (targetNamespace ? `${targetNamespace}-${metadata.name}` : metadata.name)),
    targetNamespace: String(targetNamespace ?? own),
    storageNamespace: String(storageNamespace ?? own),
  };
}

// How a name reaches a service: an HTTPRoute at the environment's gateway, or an Ingress of its class.
import type { ComponentContext } from '../components/component.js';
import type { Manifest, ManifestOf } from '../kubernetes/manifest.js';

export interface Route {
  /** Of the object. */
  readonly name: string;
  readonly namespace: string;
  /** The whole DNS name. */
  readonly host: string;
  readonly service: string;
  readonly port: number;
  /** Of the Ingress, for its controller. */
  readonly annotations?: { readonly [annotation: string]: string };
}

type Entrance = Pick<ComponentContext, 'entry' | 'wildcard'>;

/** Empty where nothing lets requests in. */
export function routeObjects(route: Route, entrance: Entrance): Manifest[] {
  const { entry } = entrance;
  if (entry === null) return [];
  return [entry.kind === 'gateway' ? httpRoute(route, entry) : ingress(route, entry, entrance)];
}

export function httpRoute(
  { name, namespace, host, service, port }: Route,
  gateway: { readonly name: string; readonly namespace: string },
): ManifestOf<'HTTPRoute'> {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name, namespace },
    spec: {
      parentRefs: [{ name: gateway.name, namespace: gateway.namespace }],
      hostnames: [host],
      rules: [{ backendRefs: [{ name: service, port }] }],
    },
  };
}

/** The controller's default certificate serves the name, so no secret is named. */
function ingress(
  { name, namespace, host, service, port, annotations = {} }: Route,
  { className }: { readonly className: string },
  { wildcard }: Entrance,
): ManifestOf<'Ingress'> {
  const backend = { service: { name: service, port: { number: port } } };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name, namespace, ...(Object.keys(annotations).length > 0 ? { annotations } : {}) },
    spec: {
      ingressClassName: className,
      ...(wildcard === null ? {} : { tls: [{ hosts: [host] }] }),
      rules: [{ host, http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }],
    },
  };
}

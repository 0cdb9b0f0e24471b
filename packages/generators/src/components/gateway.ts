// A Gateway that serves the domain and all names below it over HTTP and HTTPS (gateway.networking.k8s.io/v1).
import type { Manifest } from '../kubernetes/manifest.js';
import { addressAnnotation } from './address.js';
import type { ComponentContext } from './component.js';

/** The gateway of the context, where there is one: its class, and the address it asks for (null takes any). */
export function gatewayObjects(className: string, address: string | null, context: ComponentContext): Manifest[] {
  const { entry } = context;
  if (entry?.kind !== 'gateway') return [];
  const annotations = addressAnnotation(address, context);
  return [
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: { name: entry.name, namespace: entry.namespace },
      spec: {
        gatewayClassName: className,
        ...(Object.keys(annotations).length > 0 ? { infrastructure: { annotations } } : {}),
        listeners: [httpListener, ...httpsListeners(context)],
      },
    },
  ];
}

/** Routes of every namespace; who may be reached is what network policies say. */
const allowedRoutes = { namespaces: { from: 'All' } } as const;
const httpListener = { name: 'http', protocol: 'HTTP', port: 80, allowedRoutes } as const;

/** A wildcard does not cover the domain itself. */
function httpsListeners({ domains, wildcard }: ComponentContext) {
  if (wildcard === null) return [];
  const tls = { mode: 'Terminate' as const, certificateRefs: [{ kind: 'Secret', name: wildcard.secret }] };
  return domains.flatMap((domain, index) => {
    const name = index === 0 ? 'https' : `https-${index + 1}`;
    return [
      { name, hostname: `*.${domain}`, protocol: 'HTTPS', port: 443, tls, allowedRoutes },
      { name: `${name}-domain`, hostname: domain, protocol: 'HTTPS', port: 443, tls, allowedRoutes },
    ];
  });
}

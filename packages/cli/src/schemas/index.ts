// What other programs of this repository need of the judgement of Kubernetes objects.
export { isKubernetesObject, type KubernetesObject } from '../render/kubernetes-object.js';
export { objectChecker, printProblem } from './object-schema.js';

# Generated from hosts.work1. Edit topology/topology.ts, then run nx run generate. [groundplan:c07bdc0a5b2a]
{
  _file = "topology/topology.ts#hosts.work1";
  groundplan.k0s = {
    enable = true;
    labels = [ "role=no" ];
    nodeAddress = "10.5.0.21";
    role = "worker";
    taints = [
      "arm=true:NoExecute"
      "small:NoSchedule"
    ];
    tokenFile = "/run/secrets/fleet-workers";
  };
}

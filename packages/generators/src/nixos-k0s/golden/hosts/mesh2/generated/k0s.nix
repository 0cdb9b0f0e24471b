# Generated from hosts.mesh2. Edit topology/topology.ts, then run nx run generate. [groundplan:578379517eb8]
{
  _file = "topology/topology.ts#hosts.mesh2";
  groundplan.k0s = {
    enable = true;
    nodeAddress = "10.5.0.32";
    role = "worker";
    tokenFile = "/run/secrets/k0s-worker-token";
  };
}

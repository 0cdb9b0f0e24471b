# Generated from hosts.rpi4-1. Edit topology/topology.ts, then run nx run generate. [groundplan:9236d88af82f]
{
  _file = "topology/topology.ts#hosts.rpi4-1";
  groundplan.k3s = {
    enable = true;
    nodesFile = ./nodes.json;
  };
  services.k3s = {
    clusterInit = true;
    disable = [ "servicelb" ];
    enable = true;
    extraFlags = [
      "--cluster-cidr=10.42.0.0/16"
      "--cluster-dns=10.43.0.10"
      "--cluster-domain=cluster.local"
      "--flannel-backend=vxlan"
      "--service-cidr=10.43.0.0/16"
      "--tls-san=10.10.0.10"
      "--tls-san=rpi4-1"
      "--tls-san=rpi4-1.home.arpa"
      "--flannel-iface=vlan10"
    ];
    nodeIP = "10.10.0.10";
    nodeLabel = [ "role=infra" ];
    nodeName = "rpi4-1";
    role = "server";
    tokenFile = "/run/secrets/k3s-token";
  };
}

# Generated from hosts.rpi3a-ctl. Edit topology/topology.ts, then run nx run generate. [groundplan:d3823143ee4d]
{
  _file = "topology/topology.ts#hosts.rpi3a-ctl";
  groundplan.k3s = {
    enable = true;
    nodesFile = ./nodes.json;
  };
  services.k3s = {
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
      "--flannel-iface=wlan0"
    ];
    nodeIP = "10.10.0.12";
    nodeName = "rpi3a-ctl";
    nodeTaint = [ "node-role.kubernetes.io/control-plane=true:NoSchedule" ];
    role = "server";
    serverAddr = "https://10.10.0.10:6443";
    tokenFile = "/run/secrets/k3s-token";
  };
}

# Generated from hosts.nas. Edit topology/topology.ts, then run nx run generate. [groundplan:99198ea19b39]
{
  _file = "topology/topology.ts#hosts.nas";
  groundplan.k3s = {
    enable = true;
    nodesFile = ./nodes.json;
    registries = {
      "*" = [ "https://any.example.org" ];
      "docker.io" = [
        "https://mirror.example.org"
        "http://10.50.0.9:5000"
      ];
    };
    version = "v1.35.2+k3s1";
  };
  services.k3s = {
    clusterInit = true;
    disable = [
      "servicelb"
      "traefik"
    ];
    enable = true;
    extraFlags = [
      "--cluster-cidr=10.200.0.0/16"
      "--cluster-dns=10.201.0.10"
      "--cluster-domain=k8s.internal"
      "--flannel-backend=none"
      "--disable-kube-proxy"
      "--disable-network-policy"
      "--service-cidr=10.201.0.0/16"
      "--tls-san=192.168.0.20"
      "--tls-san=k8s.lab.example.org"
      "--tls-san=nas"
      "--tls-san=nas.lab.example.org"
    ];
    nodeIP = "192.168.0.20";
    nodeName = "nas";
    nodeTaint = [ "CriticalAddonsOnly=true:NoExecute" ];
    role = "server";
    tokenFile = "/run/secrets/lab-token";
  };
}

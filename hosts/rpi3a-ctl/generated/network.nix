# Generated from hosts.rpi3a-ctl. Edit topology/topology.ts, then run nx run generate. [groundplan:a903246a290a]
{
  _file = "topology/topology.ts#hosts.rpi3a-ctl";
  networking = {
    domain = "home.arpa";
    hostName = "rpi3a-ctl";
    useDHCP = false;
    useNetworkd = true;
    usePredictableInterfaceNames = false;
    wireless = {
      enable = true;
      interfaces = [ "wlan0" ];
      networks.INFRA-K3S.pskRaw = "ext:infra-k3s-psk";
      secretsFile = "/run/secrets/wireless";
    };
  };
  systemd.network = {
    enable = true;
    networks."10-wlan0" = {
      address = [
        "10.10.0.12/24"
        "fd74:938e:f429:10::12/64"
      ];
      dns = [ "10.10.0.1" ];
      domains = [ "home.arpa" ];
      gateway = [ "10.10.0.1" ];
      ipv6AcceptRAConfig.PrefixDenyList = "fd74:938e:f429:10::/64";
      matchConfig.Name = "wlan0";
      networkConfig = {
        IPv6AcceptRA = true;
        IgnoreCarrierLoss = "3s";
      };
    };
  };
}

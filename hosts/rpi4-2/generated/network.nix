# Generated from hosts.rpi4-2. Edit topology/topology.ts, then run nx run generate. [groundplan:fc192c8c5d06]
{
  _file = "topology/topology.ts#hosts.rpi4-2";
  networking = {
    domain = "home.arpa";
    hostName = "rpi4-2";
    useDHCP = false;
    useNetworkd = true;
    usePredictableInterfaceNames = false;
  };
  systemd.network = {
    enable = true;
    netdevs."20-vlan10" = {
      netdevConfig = {
        Kind = "vlan";
        Name = "vlan10";
      };
      vlanConfig.Id = 10;
    };
    networks = {
      "10-eth0" = {
        linkConfig.RequiredForOnline = "carrier";
        matchConfig.Name = "eth0";
        networkConfig = {
          IPv6AcceptRA = false;
          LinkLocalAddressing = "no";
        };
        vlan = [ "vlan10" ];
      };
      "20-vlan10" = {
        address = [
          "10.10.0.11/24"
          "fd74:938e:f429:10::11/64"
        ];
        dns = [ "10.10.0.1" ];
        domains = [ "home.arpa" ];
        gateway = [ "10.10.0.1" ];
        ipv6AcceptRAConfig.PrefixDenyList = "fd74:938e:f429:10::/64";
        matchConfig.Name = "vlan10";
        networkConfig.IPv6AcceptRA = true;
      };
    };
  };
}

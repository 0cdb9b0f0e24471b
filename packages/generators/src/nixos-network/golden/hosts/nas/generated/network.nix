# Generated from hosts.nas. Edit topology/topology.ts, then run nx run generate. [groundplan:e9aeb5973701]
{
  _file = "topology/topology.ts#hosts.nas";
  networking = {
    domain = "lab.example.org";
    hostName = "nas";
    useDHCP = false;
    useNetworkd = true;
  };
  systemd.network = {
    enable = true;
    netdevs = {
      "20-bond0" = {
        bondConfig = {
          MIIMonitorSec = "100ms";
          Mode = "802.3ad";
        };
        netdevConfig = {
          Kind = "bond";
          Name = "bond0";
        };
      };
      "20-vlan1" = {
        netdevConfig = {
          Kind = "vlan";
          Name = "vlan1";
        };
        vlanConfig.Id = 1;
      };
      "20-vlan50" = {
        netdevConfig = {
          Kind = "vlan";
          Name = "vlan50";
        };
        vlanConfig.Id = 50;
      };
    };
    networks = {
      "10-enp1s0" = {
        bond = [ "bond0" ];
        linkConfig.RequiredForOnline = "enslaved";
        matchConfig.Name = "enp1s0";
        networkConfig = {
          IPv6AcceptRA = false;
          LinkLocalAddressing = "no";
        };
      };
      "10-enp2s0" = {
        bond = [ "bond0" ];
        linkConfig.RequiredForOnline = "enslaved";
        matchConfig.Name = "enp2s0";
        networkConfig = {
          IPv6AcceptRA = false;
          LinkLocalAddressing = "no";
        };
      };
      "10-enp3s0" = {
        address = [ "10.99.0.3/26" ];
        linkConfig.MTUBytes = "1400";
        matchConfig.Name = "enp3s0";
        networkConfig.IPv6AcceptRA = false;
      };
      "20-bond0" = {
        linkConfig = {
          MTUBytes = "9000";
          RequiredForOnline = "carrier";
        };
        matchConfig.Name = "bond0";
        networkConfig = {
          IPv6AcceptRA = false;
          LinkLocalAddressing = "no";
        };
        vlan = [
          "vlan1"
          "vlan50"
        ];
      };
      "20-vlan1" = {
        address = [
          "192.168.0.20/16"
          "fd12:3456:789a:1::20/64"
        ];
        dns = [ "192.168.255.254" ];
        domains = [ "lab.example.org" ];
        gateway = [ "192.168.255.254" ];
        ipv6AcceptRAConfig = {
          PrefixDenyList = "fd12:3456:789a:1::/64";
          Token = "static:::20";
        };
        linkConfig.MTUBytes = "1500";
        matchConfig.Name = "vlan1";
        networkConfig.IPv6AcceptRA = true;
      };
      "20-vlan50" = {
        address = [
          "10.50.0.20/24"
          "fd12:3456:789a:50::20/64"
        ];
        linkConfig.MTUBytes = "9000";
        matchConfig.Name = "vlan50";
        networkConfig.IPv6AcceptRA = false;
      };
    };
  };
}

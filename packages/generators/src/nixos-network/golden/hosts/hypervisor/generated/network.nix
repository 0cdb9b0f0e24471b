# Generated from hosts.hypervisor. Edit topology/topology.ts, then run nx run generate. [groundplan:44adc8b2d168]
{
  _file = "topology/topology.ts#hosts.hypervisor";
  networking = {
    domain = "lab.example.org";
    hostName = "hypervisor";
    useDHCP = false;
    useNetworkd = true;
  };
  systemd.network = {
    enable = true;
    netdevs = {
      "20-bond0" = {
        bondConfig = {
          MIIMonitorSec = "100ms";
          Mode = "active-backup";
        };
        netdevConfig = {
          Kind = "bond";
          Name = "bond0";
        };
      };
      "20-br0".netdevConfig = {
        Kind = "bridge";
        Name = "br0";
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
      "10-end0" = {
        bridge = [ "br0" ];
        linkConfig = {
          MTUBytes = "9000";
          RequiredForOnline = "enslaved";
        };
        matchConfig.Name = "end0";
        networkConfig = {
          IPv6AcceptRA = false;
          LinkLocalAddressing = "no";
        };
      };
      "10-enp4s0" = {
        bond = [ "bond0" ];
        linkConfig.RequiredForOnline = "enslaved";
        matchConfig.Name = "enp4s0";
        networkConfig = {
          IPv6AcceptRA = false;
          LinkLocalAddressing = "no";
        };
      };
      "10-enp5s0" = {
        bond = [ "bond0" ];
        linkConfig.RequiredForOnline = "enslaved";
        matchConfig.Name = "enp5s0";
        networkConfig = {
          IPv6AcceptRA = false;
          LinkLocalAddressing = "no";
        };
      };
      "10-enp6s0" = {
        address = [
          "172.16.15.254/21"
          "fd12:3456:789a:8::2046/64"
        ];
        dns = [ "172.16.8.1" ];
        domains = [ "lab.example.org" ];
        gateway = [ "172.16.8.1" ];
        ipv6AcceptRAConfig = {
          PrefixDenyList = "fd12:3456:789a:8::/64";
          Token = "static:::2046";
        };
        matchConfig.Name = "enp6s0";
        networkConfig.IPv6AcceptRA = true;
      };
      "20-bond0" = {
        bridge = [ "br0" ];
        linkConfig = {
          MTUBytes = "9000";
          RequiredForOnline = "enslaved";
        };
        matchConfig.Name = "bond0";
        networkConfig = {
          IPv6AcceptRA = false;
          LinkLocalAddressing = "no";
        };
      };
      "20-br0" = {
        linkConfig = {
          MTUBytes = "9000";
          RequiredForOnline = "carrier";
        };
        matchConfig.Name = "br0";
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
          "192.168.56.77/16"
          "fd12:3456:789a:1::1:4413/64"
        ];
        linkConfig.MTUBytes = "1500";
        matchConfig.Name = "vlan1";
        networkConfig.IPv6AcceptRA = false;
      };
      "20-vlan50" = {
        linkConfig = {
          MTUBytes = "9000";
          RequiredForOnline = "carrier";
        };
        matchConfig.Name = "vlan50";
        networkConfig = {
          IPv6AcceptRA = false;
          LinkLocalAddressing = "no";
        };
      };
    };
  };
}

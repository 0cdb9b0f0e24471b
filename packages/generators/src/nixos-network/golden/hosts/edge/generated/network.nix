# Generated from hosts.edge. Edit topology/topology.ts, then run nx run generate. [groundplan:68c5cb7ebfe9]
{
  _file = "topology/topology.ts#hosts.edge";
  networking = {
    domain = "lab.example.org";
    hostName = "edge";
    useDHCP = false;
    useNetworkd = true;
  };
  systemd.network = {
    enable = true;
    links."10-lan0" = {
      linkConfig.Name = "lan0";
      matchConfig.PermanentMACAddress = "02:00:00:00:00:01";
    };
    netdevs = {
      "20-vlan4094" = {
        netdevConfig = {
          Kind = "vlan";
          Name = "vlan4094";
        };
        vlanConfig.Id = 4094;
      };
      "20-vlan99" = {
        netdevConfig = {
          Kind = "vlan";
          Name = "vlan99";
        };
        vlanConfig.Id = 99;
      };
      "20-wg0" = {
        netdevConfig = {
          Kind = "wireguard";
          Name = "wg0";
        };
        wireguardConfig = {
          ListenPort = 51820;
          PrivateKeyFile = "/run/secrets/wg-key";
        };
        wireguardPeers = [
          {
            AllowedIPs = [
              "10.98.0.96/32"
              "fd12:3456:789a:ffff::96/128"
            ];
            PresharedKeyFile = "/run/secrets/wg-psk";
            PublicKey = "KJJgAOFyAAF55Aa8SenPCv33CycM3E1B36Cs+z1jwBA=";
          }
          {
            AllowedIPs = [
              "10.98.0.9/32"
              "fd12:3456:789a:ffff::9/128"
              "10.210.0.0/16"
              "fd98:7654:3210::/48"
            ];
            Endpoint = "b.example.org:51820";
            PersistentKeepalive = 25;
            PublicKey = "faqZtmKSu75oapP/5iLJJosKYTrSu9jQboUr+mmKxlE=";
          }
        ];
      };
    };
    networks = {
      "10-enp2s0" = {
        address = [ "203.0.113.2/30" ];
        dns = [ "203.0.113.53" ];
        gateway = [ "203.0.113.1" ];
        linkConfig.RequiredForOnline = "no";
        matchConfig.Name = "enp2s0";
        networkConfig.IPv6AcceptRA = true;
      };
      "10-enp3s0" = {
        DHCP = "ipv4";
        dhcpV4Config.UseDNS = false;
        dns = [
          "9.9.9.9"
          "2620:fe::fe"
        ];
        linkConfig.RequiredForOnline = "no";
        matchConfig.Name = "enp3s0";
        networkConfig.IPv6AcceptRA = true;
      };
      "10-lan0" = {
        address = [
          "192.168.255.254/16"
          "fd12:3456:789a:1::6:5534/64"
        ];
        matchConfig.Name = "lan0";
        networkConfig.IPv6AcceptRA = false;
        vlan = [
          "vlan4094"
          "vlan99"
        ];
      };
      "20-vlan4094" = {
        address = [
          "172.16.8.1/21"
          "fd12:3456:789a:8::1/64"
        ];
        matchConfig.Name = "vlan4094";
        networkConfig.IPv6AcceptRA = false;
      };
      "20-vlan99" = {
        address = [ "10.99.0.1/26" ];
        linkConfig.MTUBytes = "1400";
        matchConfig.Name = "vlan99";
        networkConfig.IPv6AcceptRA = false;
      };
      "20-wg0" = {
        address = [
          "10.98.0.1/24"
          "fd12:3456:789a:ffff::1/64"
        ];
        linkConfig = {
          MTUBytes = "1420";
          RequiredForOnline = "no";
        };
        matchConfig.Name = "wg0";
        networkConfig.IPv6AcceptRA = false;
        routes = [
          {
            Destination = "10.210.0.0/16";
          }
          {
            Destination = "fd98:7654:3210::/48";
          }
        ];
      };
    };
  };
}

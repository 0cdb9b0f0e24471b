# Generated from hosts.edge. Edit topology/topology.ts, then run nx run generate. [groundplan:c7af0ce9e225]
{
  _file = "topology/topology.ts#hosts.edge";
  networking = {
    modemmanager.enable = true;
    networkmanager = {
      enable = true;
      ensureProfiles = {
        profiles.wwan0 = {
          connection = {
            autoconnect-retries = 0;
            id = "wwan0";
            type = "gsm";
          };
          gsm = {
            apn = "iot.example";
            password-flags = 1;
            pin-flags = 1;
            username = "ma#=[%s]`";
          };
          ipv4 = {
            dns = "9.9.9.9;";
            ignore-auto-dns = "true";
            method = "auto";
            route-metric = 400;
          };
          ipv6 = {
            dns = "2620:fe::fe;";
            ignore-auto-dns = "true";
            method = "auto";
            route-metric = 400;
          };
        };
        secrets.entries = [
          {
            file = "/run/secrets/sim-password";
            key = "password";
            matchId = "wwan0";
            matchSetting = "gsm";
            matchType = "gsm";
          }
          {
            file = "/run/secrets/sim-pin";
            key = "pin";
            matchId = "wwan0";
            matchSetting = "gsm";
            matchType = "gsm";
          }
        ];
      };
      unmanaged = [
        "*"
        "except:type:gsm"
      ];
    };
  };
  services.pppd = {
    enable = true;
    peers.enp4s0.config = ''
      plugin pppoe.so
      nic-wan35
      ifname ppp-enp4s0
      user "fti/a#b$(c)@isp.example"
      # Holds one line of pppd options: password "…", with \" for a quote and \\ for a backslash.
      file /run/secrets/dsl-password
      hide-password
      noauth
      noipdefault
      defaultroute
      defaultroute-metric 300
      +ipv6
      mtu 1500
      mru 1500
      persist
      maxfail 0
      holdoff 5
      lcp-echo-interval 10
      lcp-echo-failure 3
    '';
  };
  systemd.services.pppd-enp4s0 = {
    after = [ "sys-subsystem-net-devices-wan35.device" ];
    bindsTo = [ "sys-subsystem-net-devices-wan35.device" ];
    wantedBy = [ "sys-subsystem-net-devices-wan35.device" ];
  };
}

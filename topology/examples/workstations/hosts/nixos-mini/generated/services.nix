# Generated from hosts.nixos-mini. Edit topology.ts, then run nx run generate. [groundplan:b586d1b0a601]
{
  _file = "topology/topology.ts#hosts.nixos-mini";
  groundplan.services = {
    dns = {
      addresses = [ "192.168.1.20" ];
      allow = [ "192.168.1.0/24" ];
      enable = true;
      forwards = [
        {
          tls = false;
          to = [
            "1.1.1.1"
            "9.9.9.9"
          ];
          zone = ".";
        }
      ];
    };
    grafana = {
      adminPasswordFile = "/run/secrets/grafana-admin";
      domain = "nixos-mini.home.arpa";
      enable = true;
      local = false;
      metricsUrl = "http://127.0.0.1:8428";
      port = 3000;
      secretKeyFile = "/run/secrets/grafana-secret-key";
    };
    nodeExporter = {
      collectors = [ "systemd" ];
      enable = true;
      local = false;
      port = 9100;
    };
    syncthing = {
      data = "/var/lib/syncthing";
      enable = true;
      guiPort = 8384;
      local = true;
      port = 22000;
    };
    vaultwarden = {
      copies = "/var/backup/vaultwarden";
      domain = "vault.home.arpa";
      enable = true;
      environmentFile = "/run/secrets/vaultwarden";
      local = true;
      port = 8222;
      signups = false;
    };
    vector = {
      enable = true;
      metricsUrl = "http://127.0.0.1:8428";
    };
    victoriametrics = {
      enable = true;
      local = false;
      port = 8428;
      retention = "1y";
      scrape = [
        {
          host = "nixos-mini";
          target = "127.0.0.1:9100";
        }
      ];
    };
  };
}

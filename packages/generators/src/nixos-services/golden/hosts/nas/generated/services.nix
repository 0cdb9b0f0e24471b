# Generated from hosts.nas. Edit topology/topology.ts, then run nx run generate. [groundplan:9b884f8c286e]
{
  _file = "topology/topology.ts#hosts.nas";
  groundplan.services = {
    grafana = {
      adminPasswordFile = "/run/secrets/grafana-admin";
      domain = "grafana.lab.example.org";
      enable = true;
      local = false;
      metricsUrl = "http://127.0.0.1:8428";
      port = 3000;
      secretKeyFile = "/run/secrets/grafana-key";
    };
    nodeExporter = {
      collectors = [ "systemd" ];
      enable = true;
      local = false;
      port = 9102;
    };
    syncthing = {
      data = "/tank/sync";
      enable = true;
      guiPort = 8384;
      local = false;
      port = 22001;
    };
    vaultwarden = {
      copies = "/var/backup/vaultwarden";
      domain = "vault.lab.example.org";
      enable = true;
      environmentFile = "/run/secrets/vaultwarden-env";
      local = false;
      port = 8222;
      signups = false;
    };
    vector = {
      enable = true;
      logsUrl = "http://192.168.0.9:3100";
      metricsUrl = "http://127.0.0.1:8428";
    };
    victoriametrics = {
      enable = true;
      local = false;
      port = 8428;
      retention = "2y";
      scrape = [
        {
          host = "hypervisor";
          target = "192.168.56.77:9101";
        }
        {
          host = "nas";
          target = "127.0.0.1:9102";
        }
      ];
    };
  };
}
